using System.Reflection;
using System.Runtime.Loader;

namespace ClickFunnels.Benchmarks;

/// <summary>
/// An older build of the client, if the benchmarks are built with <c>-p:BaselineClient=…</c>. It has the same assembly name as the
/// current build, so it is loaded into its own load context, together with the code that calls it (Startup/Before).
/// </summary>
internal static class Baseline
{
    private static readonly Lazy<Type> Calls = new(Load);

    /// <summary>The path of the older build; null if there is none.</summary>
    public static string? Client => Metadata("BaselineClient");

    /// <summary>
    /// Passes the baseline to the build that BenchmarkDotNet starts. MSBuild reads environment variables as properties.
    /// </summary>
    public static void PassToBuild()
    {
        if (Client is { } client)
        {
            Environment.SetEnvironmentVariable("BaselineClient", client);
            Environment.SetEnvironmentVariable("BaselineIsBuilt", "true");
        }
    }

    public static Func<Task<int>> ListContacts() => Call<Func<Task<int>>>("ListContacts", "contacts.json");

    public static Func<Task<long>> CreateContact() => Call<Func<Task<long>>>("CreateContact", "contact.json");

    private static T Call<T>(string method, string file) =>
        (T)Calls.Value.GetMethod(method)!.Invoke(null, [File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file))])!;

    private static Type Load()
    {
        var program = Metadata("BaselineProgram") ?? throw new InvalidOperationException("The benchmarks were built without a baseline.");
        return new Context(Path.GetDirectoryName(program)!)
            .LoadFromAssemblyPath(program)
            .GetType("ClickFunnels.Benchmarks.Before", throwOnError: true)!;
    }

    private static string? Metadata(string key) =>
        typeof(Baseline).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == key)?.Value;

    // All other assemblies are shared, so that both clients use the same libraries.
    private sealed class Context(string folder) : AssemblyLoadContext("before")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return assemblyName.Name!.StartsWith("ClickFunnels.", StringComparison.Ordinal) && File.Exists(file)
                ? LoadFromAssemblyPath(file)
                : null;
        }
    }
}
