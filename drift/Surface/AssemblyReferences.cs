using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Surface;

/// <summary>
/// Finds the references of an assembly: beside it, in the packages of its .deps.json, and in the frameworks of this machine.
/// All have to be found, because nullability cannot be read from unknown types.
/// </summary>
internal static class AssemblyReferences
{
    /// <summary>Gets the paths of all assemblies found near an assembly, one per name.</summary>
    /// <exception cref="InputException">A referenced assembly was not found.</exception>
    public static IReadOnlyCollection<string> Of(string assembly)
    {
        var names = Names(assembly);
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Beside(assembly).Concat(Packages(assembly)).Concat(Frameworks.Value))
        {
            found.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        found.Remove(Path.GetFileNameWithoutExtension(assembly));

        var missing = names.Where(name => !found.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? found.Values
            : throw new InputException(
                assembly,
                null,
                $"It refers to {string.Join(", ", missing)}, which is neither beside it nor among the restored packages of "
                    + "its .deps.json. Build its project on this machine, or copy the assembly beside it."
            );
    }

    private static List<string> Names(string assembly)
    {
        try
        {
            using var stream = File.OpenRead(assembly);
            using var file = new PEReader(stream);
            if (!file.HasMetadata)
            {
                throw new InputException(assembly, null, "This is not a .NET assembly.");
            }

            var metadata = file.GetMetadataReader();
            return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
        }
        catch (BadImageFormatException exception)
        {
            throw new InputException(assembly, null, "This is not a .NET assembly.", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(assembly, null, "The file does not exist. Build its project first.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(assembly, null, exception.Message, exception);
        }
    }

    private static IEnumerable<string> Beside(string assembly) =>
        Path.GetDirectoryName(Path.GetFullPath(assembly)) is { } folder && Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.dll").Where(IsManaged)
            : [];

    private static IEnumerable<string> Packages(string assembly)
    {
        var file = Path.ChangeExtension(assembly, ".deps.json");
        if (!File.Exists(file))
        {
            return [];
        }

        JsonNode? dependencies;
        try
        {
            dependencies = JsonNode.Parse(File.ReadAllText(file));
        }
        catch (JsonException exception)
        {
            throw new InputException(file, null, "Malformed JSON: " + exception.Message, exception);
        }

        var packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var libraries =
            (dependencies.Get("targets") as JsonObject)?.Select(target => target.Value).OfType<JsonObject>().SelectMany(target => target)
            ?? [];
        return libraries
            .SelectMany(library =>
                (library.Value.Get("runtime") as JsonObject ?? []).Select(asset =>
                    Path.Combine([packages, .. library.Key.ToLowerInvariant().Split('/'), .. asset.Key.Split('/')])
                )
            )
            .Where(File.Exists);
    }

    /// <summary>The runtime that this program runs on, and ASP.NET Core of the same version.</summary>
    private static readonly Lazy<IReadOnlyList<string>> Frameworks = new(FindFrameworks);

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The native command line does not compile.")]
    private static IReadOnlyList<string> FindFrameworks()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var web = Path.Combine(runtime, "../../Microsoft.AspNetCore.App", Path.GetFileName(runtime));
        return
        [
            .. new[] { runtime, web }.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.dll")).Where(IsManaged),
        ];
    }

    // Such folders hold native libraries too.
    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
