using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Generated;

/// <summary>A temporary folder with every input of code generation and none of its outputs.</summary>
internal sealed class CodegenCopy : IDisposable
{
    /// <summary>The inputs beside the contracts. A missing one is noticed at once, because generation fails without it.</summary>
    private static readonly (string Folder, string Pattern, bool Deep)[] Inputs =
    [
        ("", "nswag.json", false),
        ("", "global.json", false),
        ("", "NuGet.config", false),
        ("build", "*.proj", false),
        ("build", "*.csproj", false),
        ("build", "*.cs", false),
        ("build/templates", "*.liquid", true),
    ];

    private CodegenCopy(string root) => Root = root;

    public string Root { get; }

    /// <exception cref="InputException">An input cannot be read.</exception>
    public static CodegenCopy Of(string repository, IEnumerable<ListedContract> contracts, CancellationToken cancellationToken)
    {
        var copy = new CodegenCopy(Directory.CreateTempSubdirectory("clickfunnels-drift-").FullName);
        try
        {
            foreach (var (folder, pattern, deep) in Inputs)
            {
                copy.Add(repository, folder, pattern, deep, cancellationToken);
            }

            foreach (var contract in contracts.Where(contract => File.Exists(Path.Combine(repository, contract.Spec))))
            {
                copy.Add(repository, Path.Combine(repository, contract.Spec));
            }

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
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private void Add(string repository, string folder, string pattern, bool deep, CancellationToken cancellationToken)
    {
        var source = Path.Combine(repository, folder);
        if (!Directory.Exists(source))
        {
            return;
        }

        foreach (
            var file in Directory.EnumerateFiles(
                source,
                pattern,
                new EnumerationOptions { RecurseSubdirectories = deep, AttributesToSkip = 0 }
            )
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(repository, file);
        }
    }

    private void Add(string repository, string file)
    {
        var target = Path.Combine(Root, Path.GetRelativePath(repository, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }
}
