namespace ClickFunnels.Benchmarks;

/// <summary>Finds the root folder of the repository that contains the program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClickFunnels.Generated.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            "The benchmarks must run in a clone of the repository: ClickFunnels.Generated.sln was not found in a parent folder."
        );
    }
}
