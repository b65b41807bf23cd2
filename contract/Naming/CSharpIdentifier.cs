using System.Text;

namespace ClickFunnels.Contracts.Naming;

/// <summary>Converts names of a contract to C# identifiers, as the templates in <c>build/templates</c> do.</summary>
internal static class CSharpIdentifier
{
    // Members that every generated enumeration has.
    private static readonly HashSet<string> EnumMembers = ["Value", "ToString", "Equals", "GetHashCode"];

    /// <summary>Converts snake_case, kebab-case and the like to PascalCase (<c>_Pascal.liquid</c>).</summary>
    public static string Pascal(string name)
    {
        var identifier = new StringBuilder(name.Length);
        var upper = true;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                upper = true;
                continue;
            }

            identifier.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }

        return identifier.ToString();
    }

    /// <summary>Converts a value of an enumeration to the name of its member (<c>Enum.liquid</c>); empty if it has none.</summary>
    public static string EnumMember(string value) =>
        value.All(letter => char.IsAsciiLetterOrDigit(letter) || "$ :-/._".Contains(letter, StringComparison.Ordinal)) ? Pascal(value) : "";

    /// <summary>Returns true if a name can be a member of a generated type.</summary>
    public static bool IsMember(string name) => name.Length > 0 && char.IsAsciiLetter(name[0]) && !EnumMembers.Contains(name);
}
