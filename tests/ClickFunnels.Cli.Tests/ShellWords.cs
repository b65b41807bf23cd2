using System.Text;

namespace ClickFunnels.Cli.Tests;

/// <summary>Splits a command line as a POSIX shell does: blanks, single and double quotes, and backslashes.</summary>
internal static class ShellWords
{
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isOpen = false;
        char? quote = null;
        for (var index = 0; index < line.Length; index++)
        {
            var character = line[index];
            if (quote is null && character == ' ')
            {
                if (isOpen)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isOpen = false;
                }
            }
            else if (quote is null && character is '\'' or '"')
            {
                (quote, isOpen) = (character, true);
            }
            else if (character == quote)
            {
                quote = null;
            }
            else if (character == '\\' && quote is not '\'' && index + 1 < line.Length)
            {
                word.Append(line[++index]);
                isOpen = true;
            }
            else
            {
                word.Append(character);
                isOpen = true;
            }
        }

        if (isOpen)
        {
            words.Add(word.ToString());
        }

        return words is ["clickfunnels", .. var rest] ? [.. rest] : words;
    }
}
