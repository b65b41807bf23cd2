namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>Finds the assemblies of the solution that were built with these tests.</summary>
internal static class BuiltAssembly
{
    /// <param name="project">Path of the project file from the root of the repository, without its extension.</param>
    public static string Path(string project) =>
        System.IO.Path.Combine(
            Repository(),
            System.IO.Path.GetDirectoryName(project)!,
            "bin",
            Configuration(),
            "net10.0",
            System.IO.Path.GetFileName(project) + ".dll"
        );

    /// <summary>The configuration of this build, which built the others as well: tests/project/bin/Debug/net10.0.</summary>
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ClickFunnels.Generated.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests has ClickFunnels.Generated.sln.");
    }
}
