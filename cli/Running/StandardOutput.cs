using Microsoft.Win32.SafeHandles;

namespace ClickFunnels.Cli.Running;

/// <summary>Opens the standard output so that a reader who stops early, such as <c>head</c>, ends the program.</summary>
internal static class StandardOutput
{
    private const int Handle = 1;

    public static Stream Open()
    {
        // The stream of the console ignores a broken pipe, so a long list would be read to its end without a reader. A file uses it,
        // because both outputs of a program may go to the same file.
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
