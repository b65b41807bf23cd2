#pragma warning disable IDE0130 // The clients live in the namespace of the package.
namespace ClickFunnels;

// Shows the workflows what the contract says of the operations that they call, so that a preview repeats nothing by hand.
public partial class ContactsClient
{
    internal static Operation Listing => ListContacts;

    internal static Operation Getting => GetContacts;
}

public partial class FulfillmentLocationsClient
{
    internal static Operation Listing => ListFulfillmentsLocations;

    internal static Operation Creation => CreateFulfillmentsLocations;
}

public partial class ProductsClient
{
    internal static Operation Listing => ListProducts;

    internal static Operation Creation => CreateProducts;
}

public partial class ProductVariantsClient
{
    internal static Operation Creation => CreateProductsVariants;

    internal static Operation Updating => UpdateProductsVariants;
}

public partial class ProductPricesClient
{
    internal static Operation Creation => CreateProductsPrices;
}

public partial class OrdersClient
{
    internal static Operation Creation => CreateOrders;
}

public partial class OrderInvoicesClient
{
    internal static Operation Creation => CreateOrdersInvoices;
}

public partial class FulfillmentsClient
{
    internal static Operation Listing => ListFulfillments;

    internal static Operation Creation => CreateFulfillments;
}
