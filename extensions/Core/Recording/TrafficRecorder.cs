using System;
using System.IO;
using System.Threading;
using ClickFunnels.Core.Infrastructure;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Core;

/// <summary>
/// Writes each exchange with the service to a file of its own in a folder, so that the contract can be checked against it. Set it as
/// <see cref="ApiClientOptions.TrafficRecorder" />. Thread-safe; several connections may share one.
/// </summary>
/// <remarks>
/// Exchanges are redacted, and only this is kept: the structure, names of properties, numbers, booleans and nulls; timestamps
/// and decimals; documented values of properties that are enumerations in the whole contract, such as <c>billing_status</c>. All other
/// texts become <c>[redacted]</c>. Of objects with keys of any name, such as custom attributes, only the structure is kept: numbers
/// become 0 and booleans false. Tokens and cookies are never written, nor is the host, nor a body that is not JSON.
/// A file can be read and written by its owner only, on Unix with .NET 10 or later. A failure to write a file never fails a call: see
/// <see cref="Failure" />.
/// </remarks>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class TrafficRecorder
{
    private const int DefaultMaxBodyBytes = 1024 * 1024;

    // Programs and recorders may share a folder, even if their clocks differ.
    private readonly string _name = Guid.NewGuid().ToString("N");
    private Exception? _failure;
    private long _count;

    /// <summary>Creates a recorder; the folder is created with the first exchange.</summary>
    /// <param name="folder">The folder, absolute or relative to where the program runs.</param>
    /// <exception cref="ArgumentException">The folder is empty or no path.</exception>
    public TrafficRecorder(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException("Name the folder that the traffic is written to.", nameof(folder));
        }

        Folder = Path.GetFullPath(folder);
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder { get; }

    /// <summary>
    /// The largest body that is recorded, in bytes as received; of larger ones only the size is noted. The default is 1 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaxBodyBytes
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A body has no negative size.");
    } = DefaultMaxBodyBytes;

    /// <summary>The first failure to write an exchange, which is logged, too; null when there was none.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    internal void Write(byte[] exchange, ILogger? log)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var file = Path.Combine(
                Folder,
                _name + "-" + Interlocked.Increment(ref _count).ToString("D6", System.Globalization.CultureInfo.InvariantCulture)
            );
            WriteWhole(file, exchange);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
        {
            Fail(exception, log);
        }
    }

    // Readers of the folder see only complete files.
    private static void WriteWhole(string file, byte[] exchange)
    {
        var part = file + ".part";
        try
        {
            using (var stream = Create(part))
            {
                stream.Write(exchange, 0, exchange.Length);
            }

            File.Move(part, file + ".json");
        }
        catch
        {
            try
            {
                File.Delete(part);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The first failure is the one to report.
            }

            throw;
        }
    }

#if NET
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
#else
    // This framework has no API for permissions: the file gets those of the process.
    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write);
#endif

    internal void Fail(Exception exception, ILogger? log)
    {
        if (Interlocked.CompareExchange(ref _failure, exception, null) is null && log is not null)
        {
            ClientLog.NotRecorded(log, exception.GetType().Name);
        }
    }
}
