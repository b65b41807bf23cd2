using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Checks the headers and body of an accepted request.</summary>
internal static class RequestCheck
{
    public static void Check(RecordedCall call, TrafficFindings findings)
    {
        var operation = call.Operation!;
        var request = call.Exchange.Request;
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
            var parameter in operation.Parameters.Where(parameter =>
                parameter is { In: "header", Required: true } && request.Header(parameter.Name) is null
            )
        )
        {
            findings.Add(
                TrafficRules.MissingRequestHeader,
                call,
                parameter.Pointer,
                $"{findings.Method(call)} was called without the header {parameter.Name}, which is required",
                parameter.Name
            );
        }

        Body(call, findings);
    }

    private static void Body(RecordedCall call, TrafficFindings findings)
    {
        var operation = call.Operation!;
        var (request, body) = (call.Exchange.Request, call.Exchange.Request.Body);
        if (body.IsEmpty)
        {
            if (operation.Body is { Required: true })
            {
                findings.Add(
                    TrafficRules.MissingRequestBody,
                    call,
                    operation.Body.Pointer,
                    $"{findings.Method(call)} was called without a body, which is required"
                );
            }

            return;
        }

        if (operation.Body is null)
        {
            if (body.IsRecorded)
            {
                findings.Add(
                    TrafficRules.UnexpectedRequestBody,
                    call,
                    $"{operation.Pointer}/requestBody",
                    $"{findings.Method(call)} has no body, but the server accepted it"
                );
            }

            return;
        }

        var content = operation.Body.Content.Values.FirstOrDefault();
        if (request.MediaType is not { } mediaType)
        {
            findings.Add(
                TrafficRules.MissingRequestContentType,
                call,
                $"{operation.Body.Pointer}/content",
                $"{findings.Method(call)} was called with a body that has no content type"
            );
        }
        else if ((content = MediaTypes.Find(operation.Body.Content, mediaType)) is null)
        {
            findings.Add(
                TrafficRules.UndocumentedContentType.Request,
                call,
                $"{operation.Body.Pointer}/content",
                $"{findings.Method(call)} was called with a body of the type {mediaType}, which is not in the contract",
                MediaTypes.List(operation.Body.Content),
                mediaType
            );
            return;
        }

        if (content is not null)
        {
            BodyCheck.Check(call, content, body, Direction.Request, operation.Text("x-envelope"), findings);
        }
    }
}
