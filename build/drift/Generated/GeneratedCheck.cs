using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Generated;

/// <summary>Generates the client's code anew in a temporary folder and compares it with what is committed.</summary>
internal static class GeneratedCheck
{
    private const string Marker = "nswag.json";

    /// <param name="repository">The repository; null for the folder above the current one that holds nswag.json.</param>
    /// <param name="limit">How long generation may take.</param>
    /// <param name="environment">Variables that generation runs with, beside those of this process.</param>
    /// <param name="cancellationToken">Stops generation with all its processes.</param>
    /// <exception cref="InputException">There is no such repository, or generation failed.</exception>
    public static async Task<Report> RunAsync(
        string? repository, TimeSpan? limit = null, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        var root = Find(repository);
        using var copy = CodegenCopy.Of(root, cancellationToken);
        await CodeGeneration.RunAsync(root, copy.Root, limit ?? CodeGeneration.Limit, environment, cancellationToken);
        return GeneratedComparison.Compare(root, copy.Root);
    }

    private static string Find(string? repository)
    {
        if (repository is not null)
        {
            return File.Exists(Path.Combine(repository, Marker))
                ? Path.GetFullPath(repository)
                : throw new InputException(repository, null, $"The folder holds no {Marker}; --repository names the root of the repository.");
        }

        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        }

        throw new InputException(Directory.GetCurrentDirectory(), null, $"No folder from here upwards holds {Marker}; name the root of the repository with --repository.");
    }
}
