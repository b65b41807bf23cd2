using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using ClickFunnels.Workflows;

namespace ClickFunnels.Cli.Jobs;

/// <summary>Reads the plan of a product from YAML or JSON.</summary>
internal static class ProductPlanFile
{
    private const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>Reads a plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">Path of the file; <c>-</c> is the standard input.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidProductPlanException">The plan has unknown fields, or values that do not fit.</exception>
    public static async Task<ProductPlan> ReadAsync(CommandRun run, string path, CancellationToken cancellationToken)
    {
        var name = path == "-" ? "The standard input" : path;
        await using var stream = path == "-" ? run.Host.OpenInput() : Open(path);
        var text = InputText.Decode(await InputText.ReadAsync(stream, MaximumBytes, name, cancellationToken), name);
        if (IsJson(path, text))
        {
            return ProductPlan.FromJson(text);
        }

        var yaml = PlanYaml.Read(text, name);
        try
        {
            return ProductPlan.FromJson(yaml.Json);
        }
        catch (InvalidProductPlanException exception)
        {
            throw new InvalidProductPlanException([
                .. exception.Problems.Select(problem => problem with { Message = yaml.WithPlaces(problem.Message) }),
            ]);
        }
    }

    private static bool IsJson(string path, string text) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path == "-" && text.TrimStart().StartsWith('{');

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"The plan {path} cannot be read. Check its path and permissions.", exception);
        }
    }
}
