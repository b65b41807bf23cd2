using System.Text;

namespace ClickFunnels.CommandCatalog;

/// <summary>Names of commands and options.</summary>
internal static class CommandNames
{
    /// <summary>Returns a name of the contract as a command writes it: <c>RefineFilters</c> becomes <c>refine-filters</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsUpper(name[index]) && index > 0 && !char.IsUpper(name[index - 1]))
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(name[index]));
        }

        return text.ToString();
    }
}
