using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Workflows;

/// <summary>
/// Names of the steps and of their ids. The name of an id is the name of the step and a property, such as
/// <c>product.default_variant_id</c>. A preview shows it in braces where the id is not known yet.
/// </summary>
internal static class StepNames
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

/// <summary>The keys that the workflow gives to records, to recognize them. They are the same for the same plan and step.</summary>
internal sealed class PlanKeys(string prefix)
{
    private const int StepDigits = 8;

    public string For(string step) => $"{prefix}-{Digest.Of(step).Substring(0, StepDigits)}";
}

/// <summary>Computes the SHA-256 of a text, in lower-case hexadecimal digits.</summary>
internal static class Digest
{
    public const int Length = 64;

    public static string Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(bytes);
#endif
        var digits = new StringBuilder(Length);
        foreach (var value in hash)
        {
            digits.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
        }

        return digits.ToString();
    }
}
