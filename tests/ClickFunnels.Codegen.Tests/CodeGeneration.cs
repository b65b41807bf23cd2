namespace ClickFunnels.Codegen.Tests;

/// <summary>Runs build/codegen.proj in a copy of the repository.</summary>
internal static class CodeGeneration
{
    public const string Clients = "generated/clickfunnels/Clients.g.cs";
    public const string Models = "generated/clickfunnels/Models.g.cs";
    public const string Catalog = "generated/clickfunnels/Catalog.g.cs";
    private const string Project = "build/codegen.proj";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task<BuildResult> VerifyAsync(this RepositoryCopy copy) => BuildAsync(copy, ["-p:CodegenVerify=true"], null);

    public static Task<BuildResult> GenerateAsync(this RepositoryCopy copy, IReadOnlyDictionary<string, string>? environment = null) =>
        BuildAsync(copy, [], environment);

    private static async Task<BuildResult> BuildAsync(
        RepositoryCopy copy,
        string[] options,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            return await copy.BuildAsync(Project, options, environment, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Code generation did not end within {Limit}.");
        }
    }
}
