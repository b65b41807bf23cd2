using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Refuses requests that break the contract.</summary>
internal sealed class StrictMode(ContractChecker checker)
{
    /// <summary>Returns the violations of a request, and the response that refuses it; null if it is valid.</summary>
    public (IReadOnlyList<ContractViolation> Violations, EmulatorResponse? Refusal) Check(
        HttpRequest request,
        RoutedOperation? route,
        byte[] body
    )
    {
        var headers = new HeaderList([.. request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))]);
        var violations = checker.Check(
            new CheckedRequest(
                request.Method,
                request.Path.Value ?? "",
                request.QueryString.Value ?? "",
                route,
                headers,
                request.ContentType
            ),
            body
        );
        return (violations, violations.Count == 0 ? null : OwnResponse.Of(violations, route?.Operation));
    }
}
