namespace ClickFunnels.TestKit;

/// <summary>A folder for one test, which is deleted at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-tests-");

    public string Path => _folder.FullName;

    public string AllText =>
        string.Join(
            '\n',
            _folder.GetFiles("*", SearchOption.AllDirectories).Select(static file => System.IO.File.ReadAllText(file.FullName))
        );

    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
