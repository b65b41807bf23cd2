using System.Text.Json;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Finds the violations of the contract in a request. It has no state.</summary>
internal sealed class ContractChecker(ApiContract contract, ApiRoutes routes)
{
    /// <summary>The number of violations that are listed for one request.</summary>
    public const int MaxViolations = 50;

    private const int MaxDepth = 64;
    private readonly ViolationText _text = new(contract.Document);
    private readonly ClosestRoutes _closest = new(contract, routes);

    /// <summary>Returns the violations; empty if the request is valid.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body; null if it is not known, so that it is not checked.</param>
    public IReadOnlyList<ContractViolation> Check(CheckedRequest request, byte[]? body)
    {
        if (request.Route is not { } route)
        {
            return [_closest.Describe(request.Method, request.Path)];
        }

        var operation = route.Operation.Definition;
        var violations = new List<ContractViolation>();
        if (operation.Method != request.Method)
        {
            violations.Add(
                new ContractViolation(
                    "method",
                    $"The contract has {operation.Method} for this path, not {request.Method}. Use {operation.Method}."
                )
            );
        }

        var problems = QueryCheck.Check(operation, new QueryText(request.Query).Pairs, route.Values).Concat(Rest(request, operation, body));
        violations.AddRange(problems.Take(MaxViolations).Select(problem => _text.Of(problem, operation)));
        return violations;
    }

    private static IEnumerable<RequestProblem> Rest(CheckedRequest request, ApiOperation operation, byte[]? body)
    {
        var isForm =
            FormBody.Is(request.ContentType)
            && operation.Body is { } documented
            && MediaTypes.Find(documented.Content, FormBody.MediaType) is not null;
        var message = new ExchangeMessage(
            [.. request.Headers],
            body is not { } sent || isForm && sent.Length > 0 ? ExchangeBody.NotRecorded : Body(sent)
        );
        var problems = RequestCheck.Check(operation, message);
        return isForm && body is { Length: > 0 } form ? problems.Concat(FormCheck.Check(operation, form, request.ContentType!)) : problems;
    }

    private static ExchangeBody Body(byte[] sent) =>
        sent.Length == 0 ? ExchangeBody.None
        : JsonText.IsReadable(sent, MaxDepth) && TryParse(sent) is { } json ? ExchangeBody.Of(json)
        : ExchangeBody.OfText(sent);

    private static JsonElement? TryParse(byte[] sent)
    {
        try
        {
            using var document = JsonDocument.Parse(
                sent,
                new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false }
            );
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
