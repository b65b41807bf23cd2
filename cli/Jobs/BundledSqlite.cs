using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>
/// The library of SQLite inside the native program, so that the program is one file. It is written into the settings folder of the user
/// before SQLite is used for the first time. The .NET tool has the library as a file of its own.
/// </summary>
internal static class BundledSqlite
{
    private const string Library = "e_sqlite3";
    private const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly Lock Loading = new();
    private static bool _isReady;

    /// <summary>Opens a database.</summary>
    public static SqliteSink Open(CommandRun run, string path)
    {
        Prepare(run.Host.SettingsFolder);
        return new SqliteSink(path);
    }

    private static void Prepare(string settingsFolder)
    {
        lock (Loading)
        {
            if (_isReady)
            {
                return;
            }

            _isReady = true;
            if (typeof(BundledSqlite).Assembly.GetManifestResourceStream(Library + ".gz") is { } stream)
            {
                using (stream)
                {
                    var path = Extract(stream, settingsFolder);
                    NativeLibrary.SetDllImportResolver(
                        typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
                        (name, _, _) => name == Library ? NativeLibrary.Load(path) : IntPtr.Zero
                    );
                }
            }
        }
    }

    // The name has the hash of the content, and a file that differs is replaced, so that no other library is ever loaded.
    private static string Extract(Stream stream, string settingsFolder)
    {
        using var library = new GZipStream(stream, CompressionMode.Decompress);
        var content = new MemoryStream();
        library.CopyTo(content);
        var bytes = content.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var folder = Path.Combine(settingsFolder, "native");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OnlyUser);
            File.SetUnixFileMode(folder, OnlyUser);
        }

        var path = Path.Combine(folder, $"{Library}-{hash[..16]}{Extension}");
        if (!File.Exists(path) || !SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(Convert.FromHexString(hash)))
        {
            // Renamed when it is complete, because another run may load it at the same time.
            var temporary = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }

        return path;
    }

    private static string Extension =>
        OperatingSystem.IsWindows() ? ".dll"
        : OperatingSystem.IsMacOS() ? ".dylib"
        : ".so";
}
