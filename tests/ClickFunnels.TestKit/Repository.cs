namespace ClickFunnels.TestKit;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Contract => PathOf("spec/clickfunnels.yaml");

    public static string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClickFunnels.Generated.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds ClickFunnels.Generated.sln.");
    }
}
