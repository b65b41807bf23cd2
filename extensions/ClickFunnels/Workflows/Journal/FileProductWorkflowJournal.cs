using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>
/// A journal in a file, which survives crashes. Each write goes to a new temporary file in the same directory, is flushed to the disk and
/// then replaces the file, so that a crash leaves the old text or the new one. An empty <c>.lock</c> file excludes a second run; it is
/// not deleted. On Unix, the net10.0 build of this package creates the files for their owner only (0600); the umask decides in the
/// netstandard2.0 build.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class FileProductWorkflowJournal : IProductWorkflowJournal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Creates a journal. The file is created with the first write; its directory must exist.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public FileProductWorkflowJournal(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("The path of the journal is empty.", nameof(path));
        }

        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<IAsyncDisposable>(new Claim(Open(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite)));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ProductWorkflowJournalException("The directory of the journal does not exist. Create it first.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProductWorkflowJournalException(
                "The journal is in use by another run, or its lock file cannot be opened. Wait for that run to end, or check "
                    + "the permissions of the directory.",
                exception
            );
        }
    }

    /// <inheritdoc />
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > JournalText.MaximumLength)
            {
                throw JournalText.Damaged("it is larger than any journal");
            }

            cancellationToken.ThrowIfCancellationRequested();
            using var reader = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: false);
            return await reader.ReadToEndAsync(
#if NET
                cancellationToken
#endif
            ).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            throw JournalText.Damaged("it is not text");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProductWorkflowJournalException("The journal cannot be read. Check the permissions of the file.", exception);
        }
    }

    /// <inheritdoc />
    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = Utf8.GetBytes(text ?? throw new ArgumentNullException(nameof(text)));
        cancellationToken.ThrowIfCancellationRequested();

        // Nobody can prepare a link under a random name, and CreateNew would not follow it.
        var temporary = $"{Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = Open(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                // Small and atomic, so neither awaited nor canceled.
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }

            Replace(temporary);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
            throw new ProductWorkflowJournalException(
                "The journal cannot be written. Check the free space of the disk and the permissions of the directory, then apply "
                    + "the plan again with the same journal.",
                exception
            );
        }
    }

    /// <summary>Opens a file for this process alone. Only the owner can read and write a new file, where the system allows it.</summary>
    private static FileStream Open(string path, FileMode mode, FileAccess access)
    {
#if NET
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        // .NET Standard has no API for permissions; the umask of the process decides.
        return new FileStream(path, mode, access, FileShare.None);
#endif
    }

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller reports why the journal could not be written.
        }
    }

    private void Replace(string temporary)
    {
#if NET
        File.Move(temporary, Path, overwrite: true);
#else
        if (File.Exists(Path))
        {
            File.Replace(temporary, Path, null);
        }
        else
        {
            File.Move(temporary, Path);
        }
#endif
    }

    // A FileStream is not IAsyncDisposable in .NET Standard 2.0.
    private sealed class Claim(FileStream file) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            file.Dispose();
            return default;
        }
    }
}
