using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Finds the routes that a request with an unknown one may mean.</summary>
internal sealed class ClosestRoutes(ApiContract contract, ApiRoutes routes)
{
    private const int Listed = 3;
    private const int MaxSegments = 32;

    // Another method is a smaller mistake than another word in the path.
    private const int OtherMethod = 1;
    private const int OtherLength = 4;

    /// <summary>Describes the violation of a request without a route.</summary>
    public ContractViolation Describe(string method, string path)
    {
        if (routes.BelowBase(path) is not { } below)
        {
            return new ContractViolation("path", $"All routes of the API are below {contract.BasePath}. Add it to the path.");
        }

        var methods = contract
            .Operations.Select(operation => operation.Method)
            .Distinct()
            .Where(other => routes.Match(other, below) is not null)
            .Order(StringComparer.Ordinal)
            .ToList();
        return methods.Count > 0
            ? new ContractViolation("method", $"The path has no {Shown(method)}. Its methods are: {string.Join(", ", methods)}.")
            : new ContractViolation(
                "path",
                $"The contract has no such route. The closest are: {string.Join(", ", Closest(method, below))}."
            );
    }

    private IEnumerable<string> Closest(string method, string below)
    {
        var segments = PathTemplate.Segments(below).Take(MaxSegments).ToArray();
        return contract
            .Operations.OrderBy(operation => Distance(operation.Segments, segments) * 2 + (operation.Method == method ? 0 : OtherMethod))
            .ThenBy(operation => operation.Template, StringComparer.Ordinal)
            .Take(Listed)
            .Select(operation => $"{operation.Method} {contract.BasePath}{operation.Template}");
    }

    // An id fits a parameter; a word hardly does, because routes of actions are words.
    private static int Distance(IReadOnlyList<string> template, string[] segments) =>
        template.Zip(segments, Distance).Sum() + Math.Abs(template.Count - segments.Length) * OtherLength;

    private static int Distance(string template, string segment) =>
        PathSegment.Parse(template).Parameter is null ? SimilarNames.Distance(segment, template)
        : segment.Any(char.IsAsciiDigit) ? 0
        : OtherLength;

    private static string Shown(string method) => method.Length <= 20 && method.All(char.IsAsciiLetter) ? method : "such method";
}
