using System.Globalization;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Checks the status, headers and body of a response.</summary>
internal static class ResponseCheck
{
    public static void Check(RecordedCall call, TrafficFindings findings)
    {
        var operation = call.Operation!;
        var status = call.Exchange.Status.ToString(CultureInfo.InvariantCulture);
        var documented =
            operation.Responses.GetValueOrDefault(status)
            ?? operation.Responses.GetValueOrDefault(status[0] + "XX")
            ?? operation.Responses.GetValueOrDefault("default");
        if (documented is null)
        {
            findings.Add(
                TrafficRules.UndocumentedStatus,
                call,
                $"{operation.Pointer}/responses/{status}",
                $"{findings.Method(call)} returned the status {status}, which is not in the contract",
                string.Join(", ", operation.Responses.Keys.Order(StringComparer.Ordinal)),
                status
            );
            return;
        }

        Headers(call, documented, findings);
        Body(call, documented, findings);
    }

    private static void Headers(RecordedCall call, ContractResponse documented, TrafficFindings findings)
    {
        foreach (var (name, value) in call.Exchange.Response.Headers.DistinctBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (documented.Headers.TryGetValue(name, out var header))
            {
                foreach (var violation in TextValueValidator.Validate(header.Schema, value, Direction.Response))
                {
                    findings.Add(
                        TrafficRules.Of(violation.Kind).Response,
                        call,
                        violation.Pointer,
                        $"The header {header.Name} of the response to {findings.Method(call)} {violation.Says}",
                        violation.Expected,
                        violation.Actual
                    );
                }
            }
            else if (!TransportHeaders.Contains(name))
            {
                // One pointer for all operations, because a new header usually appears in all responses.
                findings.Add(
                    TrafficRules.UndocumentedHeader,
                    call,
                    JsonPointer.Append("/components/headers", ValueDescription.OfName(name.ToLowerInvariant())),
                    $"The header {ValueDescription.OfName(name)} is not in the contract"
                );
            }
        }

        foreach (
            var header in documented.Headers.Values.Where(header => header.Required && call.Exchange.Response.Header(header.Name) is null)
        )
        {
            findings.Add(
                TrafficRules.MissingHeader,
                call,
                header.Pointer,
                $"The response to {findings.Method(call)} lacks the header {header.Name}, which is required",
                header.Name
            );
        }
    }

    private static void Body(RecordedCall call, ContractResponse documented, TrafficFindings findings)
    {
        var (response, body) = (call.Exchange.Response, call.Exchange.Response.Body);
        if (call.Exchange.Method == "HEAD")
        {
            return;
        }

        if (documented.Content.Count == 0)
        {
            if (body is { IsEmpty: false, IsRecorded: true })
            {
                findings.Add(
                    TrafficRules.UnexpectedBody,
                    call,
                    $"{documented.Pointer}/content",
                    $"The response {call.Exchange.Status} to {findings.Method(call)} has a body, although the contract has none",
                    null,
                    response.MediaType
                );
            }

            return;
        }

        if (body.IsEmpty)
        {
            findings.Add(
                TrafficRules.EmptyBody,
                call,
                $"{documented.Pointer}/content",
                $"The response {call.Exchange.Status} to {findings.Method(call)} is empty, although the contract has a body",
                MediaTypes.List(documented.Content)
            );
            return;
        }

        var content = documented.Content.Values.FirstOrDefault();
        if (response.MediaType is not { } mediaType)
        {
            findings.Add(
                TrafficRules.MissingContentType,
                call,
                $"{documented.Pointer}/content",
                $"The response {call.Exchange.Status} to {findings.Method(call)} has a body without a content type",
                MediaTypes.List(documented.Content)
            );
        }
        else if ((content = MediaTypes.Find(documented.Content, mediaType)) is null)
        {
            findings.Add(
                TrafficRules.UndocumentedContentType.Response,
                call,
                $"{documented.Pointer}/content",
                $"The response {call.Exchange.Status} to {findings.Method(call)} has the type {mediaType}, which is not in the contract",
                MediaTypes.List(documented.Content),
                mediaType
            );
            return;
        }

        var envelope = documented.IsSuccess ? call.Operation!.Text("x-result-envelope") : null;
        foreach (var problem in BodyCheck.Check(content!, body, Direction.Response, envelope))
        {
            RequestFindings.Add(problem, call, Direction.Response, findings);
        }
    }
}
