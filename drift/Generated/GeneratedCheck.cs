using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Generated;

/// <summary>Generates the code of all contracts in a temporary folder and compares it with the committed files.</summary>
internal static class GeneratedCheck
{
    private const string Marker = "nswag.json";

    /// <param name="repository">The root of the repository; null for the nearest folder upward that has an nswag.json.</param>
    /// <param name="limit">The time limit of generation.</param>
    /// <param name="environment">Environment variables for generation, in addition to those of this process.</param>
    /// <param name="cancellationToken">Stops generation and all its processes.</param>
    /// <exception cref="InputException">The folder is not the repository, or generation failed.</exception>
    public static async Task<Report> RunAsync(
        string? repository,
        TimeSpan? limit = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default
    )
    {
        var root = Find(repository);
        var contracts = ContractList.Read(root);
        using var copy = CodegenCopy.Of(root, contracts, cancellationToken);
        await CodeGeneration.RunAsync(root, copy.Root, limit ?? CodeGeneration.Limit, environment, cancellationToken);
        return GeneratedComparison.Compare(root, copy.Root, contracts.Select(contract => contract.Folder));
    }

    private static string Find(string? repository)
    {
        if (repository is not null)
        {
            return File.Exists(Path.Combine(repository, Marker))
                ? Path.GetFullPath(repository)
                : throw new InputException(repository, null, $"The folder has no {Marker}. Fix: give the root of the repository.");
        }

        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        var problem = $"Neither this folder nor one above it has {Marker}. Fix: give the root of the repository with --repository.";
        throw new InputException(Directory.GetCurrentDirectory(), null, problem);
    }
}
