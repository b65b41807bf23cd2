using System.Globalization;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>A folder that deliveries are saved to, one file for each. Only the user can read them: they hold personal data.</summary>
internal sealed class DeliveryFolder
{
    private const int MaximumUnverified = 100;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly TimeProvider _clock;
    private int _count;
    private int _unverified;

    /// <exception cref="IOException">The folder cannot be created.</exception>
    public DeliveryFolder(string path, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// Saves a delivery. If many are not verified, only the first of these are saved, so that a stranger cannot fill the disk.
    /// </summary>
    public async Task SaveAsync(WebhookMessage message, bool isVerified, CancellationToken cancellationToken)
    {
        if (!isVerified && Interlocked.Increment(ref _unverified) > MaximumUnverified)
        {
            return;
        }

        await using var file = Create();
        await file.WriteAsync(message.ToBytes(), cancellationToken);
    }

    // The name contains nothing of the delivery. A file of an earlier run is not replaced.
    private FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        while (true)
        {
            var time = _clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            var path = Path.Combine(_path, $"{time}-{Interlocked.Increment(ref _count):0000}.http");
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another run saved a delivery in the same second.
            }
        }
    }
}
