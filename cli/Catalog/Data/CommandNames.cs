using System.Text;

namespace ClickFunnels.Cli.Catalog;

/// <summary>Names of commands, options and arguments for names of the contract.</summary>
internal static class CommandNames
{
    /// <summary>
    /// Returns a name: <c>RefineFilters</c> becomes <c>refine-filters</c>, and <c>results[fields][]</c> becomes <c>results-fields</c>.
    /// </summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            var character = name[index];
            if (char.IsUpper(character) && index > 0 && char.IsLower(name[index - 1]))
            {
                text.Append('-');
            }

            if (char.IsLetterOrDigit(character))
            {
                text.Append(char.ToLowerInvariant(character));
            }
            else if (text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        return text.ToString().TrimEnd('-');
    }
}
