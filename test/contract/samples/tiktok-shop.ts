// Answers in the shape TikTok Shop documents them (field names, types, spellings and oddities; values of our own).

const order = {
  id: "576461413038785752",
  status: "AWAITING_SHIPMENT",
  order_type: "",
  fulfillment_type: "FULFILLMENT_BY_SELLER",
  shipping_type: "SELLER",
  delivery_type: "HOME_DELIVERY",
  delivery_option_id: "7091146663229654785",
  delivery_option_name: "Standard shipping",
  warehouse_id: "6955005333819123123",
  user_id: "7021436810468230477",
  buyer_email: "v2b2V5@chat.seller.tiktok.com",
  buyer_message: "",
  create_time: 1619611561,
  update_time: 1619621355,
  is_cod: false,
  packages: [],
  payment: {
    currency: "USD",
    sub_total: "38.00",
    shipping_fee: "4.99",
    seller_discount: "0",
    platform_discount: "2.00",
    original_total_product_price: "40.00",
    tax: "3.1",
    total_amount: "46.09",
    retail_delivery_fee: "",
  },
  recipient_address: {
    full_address: "12 Orchard Way, Boulder, CO 80302",
    name: "Rae Lindqvist",
    first_name: "Rae",
    last_name: "Lindqvist",
    phone_number: "(+1)303-555-0142",
    region_code: "US",
    postal_code: "80302",
    address_line1: "12 Orchard Way",
    address_line2: "",
    address_detail: "12 Orchard Way",
    district_info: [
      { address_level: "L0", address_level_name: "Country", address_name: "United States" },
      { address_level: "L1", address_level_name: "State", address_name: "Colorado" },
      { address_level: "L2", address_level_name: "County", address_name: "Boulder County" },
      { address_level: "L3", address_level_name: "City", address_name: "Boulder" },
    ],
  },
  line_items: ["577086512123755123", "577086512123755124"].map((id) => ({
    id,
    product_id: "1729582718312380123",
    product_name: "Trail mug",
    sku_id: "1729382476852921560",
    sku_name: "Green",
    seller_sku: "MUG-GREEN",
    sku_type: "NORMAL",
    currency: "USD",
    original_price: "20.00",
    sale_price: "19.00",
    display_status: "TO_SHIP",
    item_tax: [{ tax_type: "SALES_TAX", tax_amount: "1.55", tax_rate: "0.0815" }],
    is_gift: false,
  })),
};

const star = { name: "R*** L***", first_name: "R***", last_name: "L***", phone_number: "(+1)303-***-0142" };

export const samples = {
  orders: {
    orders: [
      order,
      {
        ...order,
        id: "576461413038785753",
        status: "IN_TRANSIT",
        fulfillment_type: "FULFILLMENT_BY_TIKTOK",
        shipping_type: "TIKTOK",
        recipient_address: {
          ...order.recipient_address,
          ...star,
          address_line1: "1*** Orchard Way",
          address_detail: "",
        },
        line_items: order.line_items.map((line) => ({
          ...line,
          display_status: "IN_TRANSIT",
          package_id: "1153132168123859123",
          package_status: "FULFILLING",
          shipping_provider_id: "7117858858072016686",
          shipping_provider_name: "USPS",
          tracking_number: "9400110898825022579493",
        })),
      },
    ],
  },
  product: {
    id: "1729592969712207008",
    title: "Trail mug",
    status: "ACTIVATE",
    product_status: "ACTIVATE",
    has_draft: false,
    create_time: 1234567890,
    update_time: 1619621355,
    description: "<p>Keeps warm.</p>",
    audit: { status: "APPROVED" },
    main_images: [
      { uri: "tos-useast5-i-omjb5zjo8w-tx/aa", urls: ["https://p.test/a"], width: 600, height: 600 },
    ],
    skus: [
      {
        id: "1729592969712207012",
        seller_sku: "MUG-GREEN",
        price: { currency: "USD", sale_price: "19.00", tax_exclusive_price: "19.00" },
        inventory: [{ warehouse_id: "7068517275539719942", quantity: 12 }],
        sales_attributes: [
          { id: "100000", name: "Color", value_id: "1729592969712207123", value_name: "Green" },
        ],
      },
    ],
  },
  rejectedProduct: {
    id: "1729592969712207009",
    title: "Trail mug",
    status: "FAILED",
    update_time: 1619621355,
    main_images: [],
    audit: { status: "FAILED" },
    audit_failed_reasons: [
      {
        listing_platform: "TIKTOK_SHOP",
        position: "Title",
        reasons: ["Misleading title"],
        suggestions: ["Shorten it"],
      },
    ],
    skus: [
      { id: "1729592969712207013", seller_sku: "", price: { currency: "USD", tax_exclusive_price: "" } },
    ],
  },
  created: {
    product_id: "1729592969712207008",
    skus: [
      {
        id: "1729592969712207012",
        seller_sku: "MUG-GREEN",
        external_sku_id: "",
        sales_attributes: [{ id: "100000", value_id: "1729592969712207123" }],
      },
    ],
    warnings: [
      { message: "The [brand_id]:123 field is incorrect and has been automatically cleared by the system." },
    ],
  },
  quantityErrors: {
    errors: [
      {
        code: 12052990,
        message: "sku inventory update fail",
        detail: {
          sku_id: "1729592969712207012",
          extra_errors: [
            { code: 12052144, message: "platform warehouse stock is not editable", warehouse_id: "7068" },
          ],
        },
      },
    ],
  },
  mcfOrder: {
    mcf_order: {
      external_order_id: "our-fulfillment-order",
      mcf_order_id: "7136104329798256386",
      create_time: 1661756811,
      consign_orders: [
        {
          id: "OBF12345678",
          goods: [{ id: "7136104329798256000", quantity: 2 }],
          tracking_number: "9400110898825022579493",
          carrier: "USPS",
          status: "HANDOVER",
          is_platform_closed: false,
          issue: "",
          shipping_provider: { id: "7117858858072016686", name: "UPS" },
        },
      ],
    },
  },
  fbtInventory: {
    inventory: [
      {
        fbt_warehouse_id: "7136104329798256000",
        goods: { id: "7136104329798256001", name: "Trail mug", reference_code: "MUG", skus: [] },
        on_hand_detail: {
          total_quantity: 100,
          reserved_quantity: 8,
          available_quantity: 90,
          unfulfillable_quantity: 2,
        },
        in_transit_quantity: 5,
      },
    ],
    total_count: 1,
    next_page_token: "",
  },
};
