using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Git;

/// <summary>
/// Reads revisions of a repository with git. Names of revisions and files go to git through standard input, or follow
/// <c>--end-of-options</c> and <c>--</c>, so they are never options. No shell is involved.
/// </summary>
internal sealed class GitProgram(string folder, TimeSpan? limit = null)
{
    private const int MaxHistoryBytes = 4 * 1024 * 1024;
    private const int MaxErrorLength = 500;
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);
    private readonly TimeSpan _limit = limit ?? DefaultLimit;

    public static GitProgram InCurrentFolder() => new(Directory.GetCurrentDirectory());

    /// <summary>Reads a file of a revision.</summary>
    /// <exception cref="InputException">There is no such revision or file, or git cannot be run.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadFileAsync(string revision, string path, CancellationToken cancellationToken)
    {
        var name = $"{revision}:{path}";
        return await FindFileAsync(name, cancellationToken)
            ?? throw new InputException(
                name,
                null,
                await FindCommitAsync(revision, cancellationToken) is null
                    ? $"The repository has no revision \"{revision}\". Fetch it first; a shallow clone has only some."
                    : "The revision does not have this file. The path starts at the root of the repository, or at the current folder "
                        + "with ./."
            );
    }

    /// <summary>Reads a file; null if the revision or the file does not exist.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindFileAsync(string name, CancellationToken cancellationToken)
    {
        var output = await RunAsync(["cat-file", "--batch"], name, SpecSource.MaxBytes + 4096, name, cancellationToken);
        var end = output.AsSpan().IndexOf((byte)'\n');
        var header = end < 0 ? "" : Encoding.UTF8.GetString(output.AsSpan(0, end));
        if (
            header.Split(' ') is not [{ Length: >= 40 }, var type, var size]
            || !int.TryParse(size, CultureInfo.InvariantCulture, out var length)
        )
        {
            return null;
        }

        return type == "blob" && output.Length >= end + 1 + length
            ? output.AsMemory(end + 1, length)
            : throw new InputException(name, null, "Expected a file, but this is a directory or another object of git.");
    }

    /// <summary>Gets the hash of a commit; null if there is no such revision.</summary>
    public async Task<string?> FindCommitAsync(string revision, CancellationToken cancellationToken)
    {
        var output = await RunAsync(["cat-file", "--batch-check"], $"{revision}^{{commit}}", 4096, revision, cancellationToken);
        return Encoding.UTF8.GetString(output).Split(' ') is [{ Length: >= 40 } hash, "commit", ..] ? hash : null;
    }

    /// <summary>Gets the newest commits that changed a file, the newest first.</summary>
    /// <param name="file">Path relative to the folder.</param>
    /// <param name="since">The commit to begin after; null for the whole history.</param>
    /// <param name="until">The newest commit.</param>
    /// <param name="count">The number of commits at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<GitCommit>> HistoryAsync(
        string file,
        string? since,
        string until,
        int count,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "--literal-pathspecs",
            "log",
            "-z",
            "--no-merges",
            "--no-color",
            "--no-show-signature",
            "--encoding=UTF-8",
            "--format=%H%x1f%cs%x1f%s",
            $"--max-count={count.ToString(CultureInfo.InvariantCulture)}",
            "--end-of-options",
            since is null ? until : $"{since}..{until}",
            "--",
            file,
        ];
        var output = await RunAsync(arguments, null, MaxHistoryBytes, file, cancellationToken);
        return
        [
            .. Encoding
                .UTF8.GetString(output)
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\x1f', 3))
                .Where(parts => parts.Length == 3)
                .Select(parts => new GitCommit(parts[0].Trim(), parts[1], parts[2])),
        ];
    }

    private async Task<byte[]> RunAsync(
        IReadOnlyList<string> arguments,
        string? input,
        int maxBytes,
        string subject,
        CancellationToken cancellationToken
    )
    {
        if (input?.AsSpan().ContainsAny('\n', '\r', '\0') == true)
        {
            throw new InputException(subject, null, "The name of a revision or file has a line end.");
        }

        using var process = Start(arguments, subject);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_limit);
        try
        {
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            try
            {
                if (input is not null)
                {
                    await process.StandardInput.WriteAsync($"{input}\n".AsMemory(), timeout.Token);
                }

                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // Git ended before it read its input; its exit code and error text say why.
            }

            var output = await ReadAsync(process.StandardOutput.BaseStream, maxBytes, subject, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode != 0)
            {
                var text = (await error).Trim();
                throw new InputException(
                    subject,
                    null,
                    $"git failed: {(text.Length > MaxErrorLength ? text[..MaxErrorLength] + "…" : text)}"
                );
            }

            return output;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InputException(subject, null, $"git did not end within {_limit.TotalSeconds} seconds and was stopped.");
        }
        catch (IOException exception)
        {
            throw new InputException(subject, null, $"git ended early: {exception.Message}", exception);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(IReadOnlyList<string> arguments, string subject)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Never asks, never downloads missing objects, and speaks English.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InputException(subject, null, "git cannot be started. Install it and put it on the PATH.", exception);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int maxBytes, string subject, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + count > maxBytes)
            {
                throw new InputException(subject, null, $"git returned more than {maxBytes / 1024 / 1024} MB.");
            }

            buffer.Write(chunk, 0, count);
        }

        return buffer.ToArray();
    }
}

/// <summary>A commit of a history.</summary>
/// <param name="Hash">The full hash.</param>
/// <param name="Date">The day of the commit, such as <c>2026-08-31</c>.</param>
/// <param name="Subject">The first line of the message.</param>
internal sealed record GitCommit(string Hash, string Date, string Subject);
