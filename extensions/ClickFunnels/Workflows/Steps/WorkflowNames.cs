namespace ClickFunnels.Workflows;

/// <summary>
/// Names of the steps and of their ids. The name of an id is the name of the step and a property, such as
/// <c>product.default_variant_id</c>. A preview shows it in braces where the id is not known yet.
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

    /// <summary>Returns the name of the id of the record that a step creates.</summary>
    public static string Id(string step) => step + ".id";
}
