using System.Text;

namespace ClickFunnels.Cli.Operations;

/// <summary>Names of options and arguments for names on the wire.</summary>
internal static class OptionNames
{
    /// <summary>Returns the name of an option: <c>results[fields][]</c> becomes <c>results-fields</c>.</summary>
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
