// What staff can do to a store's locations, as the control page, the demo and the tests call it.
export type LocationMoves = {
  /** Unknown ids and a service's location throw an Error naming them. */
  changeLocation(domain: string, locationId: string, change: LocationChange): void;
  /** A location must be closed first; what it stocked is stocked there no longer. */
  deleteLocation(domain: string, locationId: string): void;
};

export type LocationChange = { readonly name?: string | undefined; readonly isActive?: boolean | undefined };
