using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>Lets one run at a time change the files of the settings folder. The system releases it if the program ends.</summary>
internal sealed class SettingsLock : IDisposable
{
    private const long LongestWait = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private SettingsLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock, at most ten seconds.</summary>
    /// <exception cref="CliException">Another run holds it for too long.</exception>
    public static async Task<SettingsLock> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        PrivateFile.CreateFolder(folder);
        var path = Path.Combine(folder, "settings.lock");
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var start = Environment.TickCount64; ; )
        {
            try
            {
                return new SettingsLock(new FileStream(path, options));
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException))
            {
                if (Environment.TickCount64 - start > LongestWait)
                {
                    throw CliException.Account($"Another run of the program holds {path}: wait for its end, or stop it.");
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
