using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>
/// The keyring of a Linux desktop, through the program <c>secret-tool</c> (libsecret). Secrets go through its standard input and output,
/// never through its arguments, which other users can see.
/// </summary>
internal sealed class Keyring
{
    // secret-tool reads 8192 bytes and drops the rest.
    private const int LongestSecret = 8192;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string _program;
    private readonly string _folder;

    private Keyring(string program, string folder)
    {
        _program = program;
        _folder = folder;
    }

    /// <summary>Opens the keyring.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static Keyring Open(CliHost host) =>
        Find(host)
        ?? throw CliException.Account(
            "There is no keyring that this program can use: install secret-tool (libsecret), or log in without --keyring."
        );

    /// <summary>Opens the keyring; null if there is none.</summary>
    public static Keyring? Find(CliHost host) =>
        host.FindKeyring() is { } program ? new Keyring(program, Path.GetFullPath(host.SettingsFolder)) : null;

    /// <summary>Finds <c>secret-tool</c> in the folders of a PATH; null if it is not there.</summary>
    public static string? FindProgram(string? path) =>
        OperatingSystem.IsLinux()
            ? (path ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(Path.IsPathFullyQualified)
                .Select(folder => Path.Combine(folder, "secret-tool"))
                .FirstOrDefault(File.Exists)
            : null;

    /// <summary>Reads the secret of a profile; null if there is none.</summary>
    public async Task<string?> FindAsync(string profile, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(["lookup", .. Attributes(profile)], null, cancellationToken);
        return exitCode == 0 && output.Length > 0 ? output : null;
    }

    /// <summary>Keeps the secret of a profile.</summary>
    /// <exception cref="CliException">The keyring did not accept it.</exception>
    public async Task SaveAsync(string profile, string secret, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(secret) > LongestSecret)
        {
            throw CliException.Account("The token is too long for the keyring: log in without --keyring.");
        }

        var label = $"--label=clickfunnels: profile {profile}";
        var (exitCode, _) = await RunAsync(["store", label, .. Attributes(profile)], secret, cancellationToken);
        if (exitCode != 0)
        {
            throw CliException.Account($"The keyring did not store the token ({_program} ended with {exitCode}): unlock it and try again.");
        }
    }

    /// <summary>Removes the secret of a profile.</summary>
    /// <exception cref="CliException">The keyring kept it.</exception>
    public async Task RemoveAsync(string profile, CancellationToken cancellationToken)
    {
        // Its exit code does not tell a failure from a secret that was not there.
        await RunAsync(["clear", .. Attributes(profile)], null, cancellationToken);
        if (await FindAsync(profile, cancellationToken) is not null)
        {
            throw CliException.Account($"The keyring did not remove the token of profile {profile}: unlock it and try again.");
        }
    }

    private string[] Attributes(string profile) => ["service", "clickfunnels", "folder", _folder, "profile", profile];

    private async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string? input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var start = new ProcessStartInfo(_program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var process = Start(start);
        try
        {
            var errors = DrainAsync(process.StandardError, limit.Token);
            var output = DrainAsync(process.StandardOutput, limit.Token);
            await WriteInputAsync(process, input, limit.Token);
            await errors;
            var text = await output;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, text.TrimEnd('\n'));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CliException.Account($"The keyring did not respond ({_program}): unlock it and try again.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw CliException.Account($"{_program} cannot be started: install it again, or log in without --keyring.");
        }
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read; its exit code says so.
        }
    }

    // Reads to the end, so that the program is not blocked, and keeps only what a secret can need.
    private static async Task<string> DrainAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            text.Append(buffer, 0, Math.Min(count, LongestSecret - text.Length));
        }

        return text.ToString();
    }
}
