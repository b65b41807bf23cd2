namespace ClickFunnels.Workflows;

/// <summary>
/// Names of the steps. Each id that a step yields is known by the step's name and a property, such as
/// <c>product.default_variant_id</c>; the same name stands in braces where a preview does not know the id yet.
/// </summary>
internal static class WorkflowNames
{
    public const string Contact = "contact";
    public const string Location = "location";
    public const string Product = "product";
    public const string DefaultVariant = "default_variant";
    public const string Order = "order";
    public const string Invoice = "invoice";
    public const string Fulfillment = "fulfillment";

    public static string Variant(string combination) => $"variants[{combination}]";

    public static string Price(string variant, int index) => $"{variant}.prices[{index}]";

    public static string Property(string name) => $"{Product}.properties[{name}]";

    public static string LineItem(int index) => $"{Invoice}.line_items[{index}]";

    /// <summary>Name of the id of what the step makes.</summary>
    public static string Id(string step) => step + ".id";
}
