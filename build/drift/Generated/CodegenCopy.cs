using ClickFunnels.Drift.Documents;

namespace ClickFunnels.Drift.Generated;

/// <summary>A temporary folder with all that code generation reads, and nothing that it wrote.</summary>
internal sealed class CodegenCopy : IDisposable
{
    /// <summary>What goes in, as folder and pattern. What is absent from this list is seen at once: generation fails without it.</summary>
    private static readonly (string Folder, string Pattern, bool Deep)[] Inputs =
    [
        ("", "nswag.json", false),
        ("", "global.json", false),
        ("", "NuGet.config", false),
        ("", "Directory.Packages.props", false),
        ("spec", "*.yaml", false),
        ("build", "*.proj", false),
        ("build", "*.csproj", false),
        ("build", "*.cs", false),
        ("build", "*.json", false),
        ("build", ".npmrc", false),
        ("build/templates", "*.liquid", true),
        // Without it the generator is installed from the registry.
        ("build/node_modules", "*", true),
    ];

    private CodegenCopy(string root) => Root = root;

    public string Root { get; }

    /// <exception cref="InputException">An input cannot be read.</exception>
    public static CodegenCopy Of(string repository, CancellationToken cancellationToken)
    {
        var copy = new CodegenCopy(Directory.CreateTempSubdirectory("clickfunnels-drift-").FullName);
        try
        {
            foreach (var (folder, pattern, deep) in Inputs)
                copy.Add(repository, folder, pattern, deep, cancellationToken);
            Directory.CreateDirectory(Path.Combine(copy.Root, GeneratedComparison.Folder));
            return copy;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            copy.Dispose();
            throw new InputException(repository, null, $"The inputs of code generation cannot be copied: {exception.Message}", exception);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    private void Add(string repository, string folder, string pattern, bool deep, CancellationToken cancellationToken)
    {
        var source = Path.Combine(repository, folder);
        if (!Directory.Exists(source))
            return;
        foreach (var file in Directory.EnumerateFiles(source, pattern, new EnumerationOptions { RecurseSubdirectories = deep, AttributesToSkip = 0 }))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(Root, Path.GetRelativePath(repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
