using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.DataProtection;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Stores the token of each connected workspace in a file that Data Protection encrypts. Several processes may share the folder if they
/// share the keys of Data Protection. Thread-safe.
/// </summary>
/// <remarks>
/// A token is replaced in one step, so a crash leaves the old one or the new one. On Unix, only the user of the process can read the files.
/// Keep the keys of Data Protection: without them the tokens cannot be read, and customers must connect again.
/// </remarks>
public sealed class FileOAuthTokenStore : IOAuthTokenStore
{
    private const string Extension = ".token";
    private const string Purpose = "ClickFunnels.OAuth.FileOAuthTokenStore.1";
    private const int MaxBytes = 64 * 1024;

    private readonly string _folder;
    private readonly IDataProtector _protector;

    /// <summary>Creates a store, and the folder if it does not exist.</summary>
    /// <param name="folder">The folder; it must hold nothing else.</param>
    /// <param name="protection">Encrypts the tokens.</param>
    /// <exception cref="ArgumentException">The folder is blank.</exception>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public FileOAuthTokenStore(string folder, IDataProtectionProvider protection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(protection);
        _folder = Path.GetFullPath(folder);
        _protector = protection.CreateProtector(Purpose);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <inheritdoc />
    /// <exception cref="OAuthException">The file cannot be decrypted, or belongs to another workspace.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<OAuthToken?> FindAsync(long workspaceId, CancellationToken cancellationToken = default)
    {
        byte[] content;
        try
        {
            var file = new FileInfo(PathOf(workspaceId));
            if (file.Exists && file.Length > MaxBytes)
            {
                throw Unreadable(workspaceId, null);
            }

            content = await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            return OAuthToken.FromJson(System.Text.Encoding.UTF8.GetString(ProtectorOf(workspaceId).Unprotect(content)));
        }
        catch (CryptographicException exception)
        {
            throw Unreadable(workspaceId, exception);
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The file cannot be written; an older token stays.</exception>
    public async ValueTask SaveAsync(long workspaceId, OAuthToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var content = ProtectorOf(workspaceId).Protect(System.Text.Encoding.UTF8.GetBytes(token.ToJson()));
        var path = PathOf(workspaceId);
        var temporary = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var stream = new FileStream(temporary, options);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<long> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Extension))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var workspaceId))
            {
                yield return workspaceId;
            }
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public ValueTask RemoveAsync(long workspaceId, CancellationToken cancellationToken = default)
    {
        File.Delete(PathOf(workspaceId));
        return default;
    }

    // The id is part of the purpose, so that the file of one workspace cannot be used for another.
    private IDataProtector ProtectorOf(long workspaceId) => _protector.CreateProtector(Text(workspaceId));

    private string PathOf(long workspaceId) =>
        workspaceId > 0
            ? Path.Combine(_folder, Text(workspaceId) + Extension)
            : throw new ArgumentOutOfRangeException(nameof(workspaceId), workspaceId, "The id of a workspace is 1 or more.");

    private static string Text(long workspaceId) => workspaceId.ToString(CultureInfo.InvariantCulture);

    private static OAuthException Unreadable(long workspaceId, Exception? cause) =>
        new(
            $"The stored token of workspace {Text(workspaceId)} cannot be decrypted. Restore the keys of Data Protection, or remove the "
                + "token and let the customer connect again.",
            innerException: cause
        );
}
