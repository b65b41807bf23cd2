using System.Security.Cryptography;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>A file that only the user can read. It is written as a whole or not at all.</summary>
internal static class PrivateFile
{
    private const long Largest = 4 * 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Creates the folder of private files, which only the user can open.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Reads a file; null if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isSecret">True to refuse a file that others can read or change.</param>
    /// <exception cref="CliException">The file is too large, or others can read it.</exception>
    public static byte[]? Read(string path, bool isSecret)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (isSecret && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0)
            {
                throw CliException.Account($"Other users of this machine can read {path}, which holds tokens: run chmod 600 '{path}'.");
            }

            if (file.Length > Largest)
            {
                throw CliException.Account($"{path} is larger than {Largest / 1024 / 1024} MB: move it away, and log in again.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Replaces a file. Nobody sees a part of it, and it is never readable by others.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // A link, as tools for settings make them, stays a link.
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var temporary = $"{target}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Returns the mode of a file or folder if others can open it; null if not, or if there is none.</summary>
    public static string? OpenMode(string path)
    {
        if (OperatingSystem.IsWindows() || (!File.Exists(path) && !Directory.Exists(path)))
        {
            return null;
        }

        var mode = File.GetUnixFileMode(path);
        return (mode & Others) == 0 ? null : Convert.ToString((int)mode, 8);
    }
}
