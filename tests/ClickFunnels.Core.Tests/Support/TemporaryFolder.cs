namespace ClickFunnels.Core.Tests.Support;

/// <summary>A folder that is deleted with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-core-");

    public string Path => _folder.FullName;

    public string AllText =>
        string.Join('\n', _folder.GetFiles("*", SearchOption.AllDirectories).Select(static file => File.ReadAllText(file.FullName)));

    public void Dispose() => _folder.Delete(recursive: true);
}
