using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Converts the problems of accepted requests, and those of bodies, to findings.</summary>
internal static class RequestFindings
{
    /// <summary>Checks the request of a call that the server accepted.</summary>
    public static void Check(RecordedCall call, TrafficFindings findings)
    {
        var operation = call.Operation!;
        if (operation.Deprecated)
        {
            findings.Add(
                TrafficRules.DeprecatedOperation,
                call,
                operation.Pointer,
                $"{findings.Method(call)} is "
                    + $"obsolete{(operation.Text("x-superseded-by") is { } successor ? $": use {successor} instead" : "")}"
            );
        }

        foreach (
            var problem in QueryCheck
                .Check(operation, call.Exchange.Query, call.PathValues)
                .Concat(RequestCheck.Check(operation, call.Exchange.Request))
        )
        {
            Add(problem, call, Direction.Request, findings);
        }
    }

    /// <summary>Adds the finding of a problem.</summary>
    public static void Add(RequestProblem problem, RecordedCall call, Direction direction, TrafficFindings findings)
    {
        if (problem is { Kind: RequestProblemKind.InvalidBody, Violation: { } violation })
        {
            findings.Add(violation, call, direction);
            return;
        }

        findings.Add(
            Rule(problem, direction),
            call,
            problem.Pointer,
            Says(problem, direction, findings.Method(call)),
            problem.Expected,
            problem.Actual
        );
    }

    private static Rule Rule(RequestProblem problem, Direction direction) =>
        problem.Kind switch
        {
            RequestProblemKind.UnknownQueryParameter => TrafficRules.UnknownQueryParameter,
            RequestProblemKind.UnknownFilterKey => TrafficRules.UnknownFilterKey,
            RequestProblemKind.MissingQueryParameter => TrafficRules.MissingQueryParameter,
            RequestProblemKind.MissingHeader => TrafficRules.MissingRequestHeader,
            RequestProblemKind.MissingBody => TrafficRules.MissingRequestBody,
            RequestProblemKind.UnexpectedBody => TrafficRules.UnexpectedRequestBody,
            RequestProblemKind.MissingContentType => TrafficRules.MissingRequestContentType,
            RequestProblemKind.UndocumentedContentType => TrafficRules.UndocumentedContentType.Request,
            RequestProblemKind.MalformedJson => TrafficRules.MalformedJson.At(direction),
            RequestProblemKind.WrongEnvelope => TrafficRules.WrongEnvelope.At(direction),
            _ => TrafficRules.Of(problem.Violation!.Kind).Request,
        };

    private static string Says(RequestProblem problem, Direction direction, string method)
    {
        var half = direction == Direction.Request ? "The body of the request of" : "The response to";
        return problem.Kind switch
        {
            RequestProblemKind.UnknownQueryParameter => $"{method} has no query parameter {problem.Name}, but the server accepted it",
            RequestProblemKind.UnknownFilterKey =>
                $"{method} has no attribute {problem.Key} in its {problem.Name}, but the server accepted it",
            RequestProblemKind.MissingQueryParameter =>
                $"{method} was called without the query parameter {problem.Name}, which is required",
            RequestProblemKind.InvalidQueryParameter => $"The query parameter {problem.Name} of {method} {problem.Violation!.Says}",
            RequestProblemKind.InvalidFilterValue => $"The attribute {problem.Key} of {problem.Name} of {method} {problem.Violation!.Says}",
            RequestProblemKind.InvalidPathParameter => $"The path parameter {problem.Name} of {method} {problem.Violation!.Says}",
            RequestProblemKind.MissingHeader => $"{method} was called without the header {problem.Name}, which is required",
            RequestProblemKind.MissingBody => $"{method} was called without a body, which is required",
            RequestProblemKind.UnexpectedBody => $"{method} has no body, but the server accepted it",
            RequestProblemKind.MissingContentType => $"{method} was called with a body that has no content type",
            RequestProblemKind.UndocumentedContentType =>
                $"{method} was called with a body of the type {problem.Actual}, which is not in the contract",
            RequestProblemKind.MalformedJson => $"{half} {method} is not JSON, although its content type is {problem.Name}",
            _ => $"{half} {method} is {problem.Actual}, but the contract says {problem.Expected}",
        };
    }
}
