// Answers as the platform's documentation samples show them, re-typed and shortened, with values of our own: what
// counts is which fields there are and of what type.

export const shapes = {
  orders: {
    code: 0,
    message: "Success",
    request_id: "202211010749000101890810281E8C70B7",
    data: {
      next_page_token: "6AsPQs",
      total_count: 1,
      orders: [
        {
          id: "576461413038785752",
          status: "AWAITING_SHIPMENT",
          fulfillment_type: "FULFILLMENT_BY_SELLER",
          shipping_type: "TIKTOK",
          create_time: 1_619_611_561,
          update_time: 1_619_621_355,
          paid_time: 1_619_611_563,
          rts_sla_time: 1_619_611_688,
          tts_sla_time: 1_619_611_761,
          warehouse_id: "6955005333819123123",
          user_id: "7021436810468230477",
          buyer_email: "v2b2V5@chat.seller.tiktok.com",
          is_cod: false,
          is_sample_order: false,
          is_on_hold_order: false,
          is_buyer_request_cancel: false,
          payment: {
            currency: "USD",
            sub_total: "50.00",
            shipping_fee: "5.00",
            tax: "4.13",
            total_amount: "59.13",
          },
          recipient_address: {
            region_code: "US",
            name: "D*** K***",
            phone_number: "(+1)213-***-1234",
            postal_code: "95110",
            full_address: "1*** Coleman Ave San Jose, CA 95110",
            district_info: [
              { address_level: "L0", address_level_name: "Country", address_name: "United States" },
            ],
          },
          line_items: [
            {
              id: "577086512123755123",
              product_id: "1729582718312380123",
              sku_id: "2729382476852921560",
              seller_sku: "red_phone_256",
              display_status: "AWAITING_SHIPMENT",
              package_status: "TO_FULFILL",
              currency: "USD",
              sale_price: "50.00",
              original_price: "50.00",
            },
          ],
          packages: [{ id: "1152321127278713123" }],
        },
      ],
    },
  },
  batchErrors: {
    code: 0,
    message: "Success",
    data: { errors: [{ code: 12_052_260, message: "product does not exist", detail: {} }] },
    request_id: "202211010749000101890810281E8C70B7",
  },
  stockErrors: {
    code: 0,
    message: "Success",
    data: {
      errors: [
        {
          code: 12_052_990,
          message: "batch update inventory error",
          detail: {
            sku_id: "1729592969712207013",
            extra_errors: [{ code: 12_052_003, message: "refused", warehouse_id: "7068517275539719942" }],
          },
        },
      ],
    },
    request_id: "202211010749000101890810281E8C70B7",
  },
  created: {
    code: 0,
    message: "Success",
    data: {
      product_id: "1729592969712207008",
      skus: [
        {
          id: "1729592969712207012",
          seller_sku: "Color-Red-XM001",
          external_sku_id: "1729592969712207234",
          sales_attributes: [{ id: "100000", value_id: "1729592969712207123" }],
        },
      ],
      warnings: [{ message: "The [brand_id]:123 field is incorrect and has been cleared" }],
    },
    request_id: "202211010749000101890810281E8C70B7",
  },
  outbound: {
    mcf_order: {
      external_order_id: "shopify2022",
      mcf_order_id: "7136104329798256386",
      create_time: 1_661_756_811,
      consign_orders: [
        {
          id: "OBF1234",
          goods: [{ id: "123124124", quantity: 1 }],
          tracking_number: "TN87654321",
          carrier: "USPS",
          status: "PENDING",
          is_platform_closed: false,
          issue: "Lack of inventory",
          shipping_provider: { id: "7345645330412603141", name: "UPS" },
        },
      ],
    },
  },
  cancellationWebhook: {
    type: 11,
    tts_notification_id: "7327112393057371910",
    shop_id: "7494049642642441621",
    timestamp: 1_644_412_885,
    data: {
      order_id: "576486316948490001",
      cancellations_role: "BUYER",
      cancel_status: "CANCELLATION_REQUEST_PENDING",
      cancel_id: "4035318504086604100",
      create_time: 1_627_587_600,
    },
  },
} as const;
