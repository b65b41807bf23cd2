using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Tests;

/// <summary>Runs the program in this process, with streams and surroundings of its own.</summary>
internal sealed class Cli : IDisposable
{
    private static readonly Func<Uri, bool> NoBrowser = static _ => false;
    private readonly TemporaryFolder _folder = new();

    /// <summary>The variables that the program sees.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The text on the standard input.</summary>
    public string Input { get; set; } = "";

    /// <summary>The secret that the user types.</summary>
    public string? Hidden { get; set; }

    /// <summary>True if all streams are a terminal.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>The clock of the program.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Opens addresses, in place of a browser.</summary>
    public Func<Uri, bool> Browser { get; set; } = NoBrowser;

    /// <summary>The program in the place of <c>secret-tool</c>; null for a system without a keyring.</summary>
    public string? Keyring { get; set; }

    /// <summary>The folder with profiles and credentials.</summary>
    public string SettingsFolder => Path.Combine(_folder.Path, "settings");

    /// <summary>A folder for files of the test.</summary>
    public string Folder => _folder.Path;

    /// <summary>Lets the program use an emulator.</summary>
    public void Use(ClickFunnels.Emulator.ClickFunnelsEmulator emulator)
    {
        Variables["CLICKFUNNELS_API_KEY"] = emulator.AccessToken;
        Variables["CLICKFUNNELS_BASE_URL"] = emulator.Url.AbsoluteUri;
        Variables["CLICKFUNNELS_WORKSPACE"] = emulator.WorkspaceId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Gets the surroundings of a run.</summary>
    public CliHost Host(TextWriter output, TextWriter error) =>
        new()
        {
            Output = output,
            Error = error,
            Input = new StringReader(Input),
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            IsInputTerminal = IsTerminal,
            Width = 120,
            Variable = name => Variables.GetValueOrDefault(name),
            SettingsFolder = SettingsFolder,
            Clock = Clock,
            ReadHidden = () => Hidden,
            OpenBrowser = Browser,
            FindKeyring = () => Keyring,
        };

    /// <summary>Runs a command line as a shell would: words, and texts in single quotes.</summary>
    public Task<CliResult> RunAsync(string line, CancellationToken cancellationToken = default) =>
        RunAsync(ShellWords.Split(line), cancellationToken);

    /// <summary>
    /// Runs the program with arguments: in this process, or the published program that the variable CLICKFUNNELS_CLI names, as far as a
    /// process can have the surroundings of the test.
    /// </summary>
    public async Task<CliResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        if (PublishedCli.Path is { } program && IsOrdinary && !cancellationToken.CanBeCanceled)
        {
            return await PublishedCli.RunAsync(program, arguments, Variables, SettingsFolder, Input);
        }

        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await ProgramRun.RunAsync(arguments, Host(output, error), cancellationToken);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    private bool IsOrdinary => !IsTerminal && Hidden is null && Keyring is null && Clock == TimeProvider.System && Browser == NoBrowser;

    public void Dispose() => _folder.Dispose();
}

/// <summary>The output and the exit code of a run.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The data as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>Fails unless the run succeeded.</summary>
    public CliResult Succeeds()
    {
        Assert.That(ExitCode, Is.Zero, Error + Output);
        return this;
    }

    /// <summary>Fails unless the run ended with an exit code and a message.</summary>
    public CliResult Fails(int exitCode, string message)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExitCode, Is.EqualTo(exitCode), Error + Output);
            Assert.That(Error, Does.Contain(message));
        }

        return this;
    }
}
