using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>Checks the headers and body of a request.</summary>
internal static class RequestCheck
{
    public static IEnumerable<RequestProblem> Check(ApiOperation operation, ExchangeMessage request)
    {
        foreach (
            var parameter in operation.Parameters.Where(parameter =>
                parameter is { In: "header", Required: true } && request.Header(parameter.Name) is null
            )
        )
        {
            yield return new RequestProblem(RequestProblemKind.MissingHeader, parameter.Pointer, parameter.Name)
            {
                Expected = parameter.Name,
            };
        }

        foreach (var problem in Body(operation, request))
        {
            yield return problem;
        }
    }

    private static IEnumerable<RequestProblem> Body(ApiOperation operation, ExchangeMessage request)
    {
        var body = request.Body;
        if (body.IsEmpty)
        {
            return operation.Body is { Required: true } required
                ? [new RequestProblem(RequestProblemKind.MissingBody, required.Pointer)]
                : [];
        }

        if (operation.Body is not { } documented)
        {
            return body.IsRecorded ? [new RequestProblem(RequestProblemKind.UnexpectedBody, $"{operation.Pointer}/requestBody")] : [];
        }

        var pointer = $"{documented.Pointer}/content";
        var envelope = operation.Text("x-envelope");
        if (request.MediaType is not { } mediaType)
        {
            RequestProblem[] missing = [new(RequestProblemKind.MissingContentType, pointer)];
            return documented.Content.Values.FirstOrDefault() is { } first
                ? missing.Concat(BodyCheck.Check(first, body, Direction.Request, envelope))
                : missing;
        }

        return MediaTypes.Find(documented.Content, mediaType) is { } content
            ? BodyCheck.Check(content, body, Direction.Request, envelope)
            :
            [
                new RequestProblem(RequestProblemKind.UndocumentedContentType, pointer)
                {
                    Expected = MediaTypes.List(documented.Content),
                    Actual = mediaType,
                },
            ];
    }
}
