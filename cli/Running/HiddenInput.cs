using System.Text;

namespace ClickFunnels.Cli.Running;

/// <summary>Reads a secret from the terminal without showing it.</summary>
internal static class HiddenInput
{
    private const int MaximumLength = 64 * 1024;

    public static string? ReadLine()
    {
        if (Console.IsInputRedirected)
        {
            return null;
        }

        var text = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                return text.ToString();
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && text.Length < MaximumLength)
            {
                text.Append(key.KeyChar);
            }
        }
    }
}
