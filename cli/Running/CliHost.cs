using System.Diagnostics;
using System.Text;

namespace ClickFunnels.Cli.Running;

/// <summary>The surroundings of a run: streams, terminal, environment, clock. Tests replace them.</summary>
internal sealed class CliHost
{
    private const int NarrowestTable = 40;

    /// <summary>Receives data, and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Receives messages, questions and progress.</summary>
    public required TextWriter Error { get; init; }

    public required TextReader Input { get; init; }

    /// <summary>Opens the input as bytes, for data that is not text.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsInputTerminal { get; init; }

    /// <summary>True if the terminal shows colors.</summary>
    public bool Color { get; init; }

    /// <summary>Width of the terminal in characters.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Reads a variable of the environment.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder with profiles and credentials, such as <c>~/.config/clickfunnels</c>.</summary>
    public required string SettingsFolder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads a line from the terminal without showing it; null if there is no terminal.</summary>
    public Func<string?> ReadHidden { get; init; } = static () => null;

    /// <summary>Opens an address in the browser of the user; false if there is none.</summary>
    public Func<Uri, bool> OpenBrowser { get; init; } = static _ => false;

    /// <summary>Finds the program of the system's keyring, <c>secret-tool</c>; null if there is none.</summary>
    public Func<string?> FindKeyring { get; init; } = static () => null;

    /// <summary>Gets the host of this process.</summary>
    public static CliHost OfProcess()
    {
        var plain = new UTF8Encoding(false);
        var isTerminal = !Console.IsOutputRedirected;
        return new CliHost
        {
            Output = new StreamWriter(StandardOutput.Open(), plain) { AutoFlush = isTerminal },
            Error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), plain) { AutoFlush = true }),
            Input = Console.In,
            IsOutputTerminal = isTerminal,
            IsErrorTerminal = !Console.IsErrorRedirected,
            IsInputTerminal = !Console.IsInputRedirected,
            Color = IsColorWanted(),
            Width = isTerminal ? WidthOfConsole() : 120,
            Variable = Environment.GetEnvironmentVariable,
            SettingsFolder = FolderOfUser(),
            ReadHidden = HiddenInput.ReadLine,
            OpenBrowser = OpenInBrowser,
            FindKeyring = static () => Accounts.Profiles.Keyring.FindProgram(Environment.GetEnvironmentVariable("PATH")),
        };
    }

    // no-color.org
    private static bool IsColorWanted() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int WidthOfConsole()
    {
        try
        {
            return Math.Max(NarrowestTable, Console.WindowWidth);
        }
        catch (IOException)
        {
            return 120;
        }
    }

    private static string FolderOfUser()
    {
        if (Environment.GetEnvironmentVariable("CLICKFUNNELS_CONFIG_DIR") is { Length: > 0 } folder)
        {
            return folder;
        }

        var settings = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(settings, "clickfunnels");
    }

    // The address is one that this program made. It is passed as an argument, never through a shell.
    private static bool OpenInBrowser(Uri address)
    {
        try
        {
            var start = OperatingSystem.IsWindows()
                ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open")
                {
                    ArgumentList = { address.AbsoluteUri },
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                };
            using var process = Process.Start(start);
            return process is not null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
