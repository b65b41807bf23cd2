using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClickFunnels.Emulator.Control;

/// <summary>The form of the bodies of the control: names in snake case, enum values as names.</summary>
internal static class ControlJson
{
    private const int MaxBodyBytes = 1024 * 1024;

    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = 64,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = ControlTypes.Default,
            Converters =
            {
                new ControlTime(),
                Names<FaultEndpoints.NewFaultKind>(),
                Names<FaultKind>(),
                Names<WebhookDeliveryOutcome>(),
                Names<WebhookFault>(),
            },
        };

    /// <summary>Returns the form of a type, which <see cref="ControlTypes"/> lists.</summary>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Reads the body of a request. A web page of another site can send no such body without asking first.</summary>
    /// <exception cref="ControlProblem">The body is not JSON, too large, or not of this form.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        RequireJson(request);
        return Parse<T>(await ReadBytesAsync(request, MaxBodyBytes));
    }

    /// <summary>Reads the body of a request; null if it has none.</summary>
    /// <exception cref="ControlProblem">The body is not JSON, too large, or not of this form.</exception>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request)
        where T : class
    {
        var bytes = await ReadBytesAsync(request, MaxBodyBytes);
        if (bytes.Length == 0)
        {
            return null;
        }

        RequireJson(request);
        return Parse<T>(bytes);
    }

    /// <summary>Refuses bodies that a web page of another site can send without asking first.</summary>
    /// <exception cref="ControlProblem">The body is not JSON.</exception>
    public static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new ControlProblem(415, "Send the body as JSON, with Content-Type: application/json.");
        }
    }

    private static T Parse<T>(byte[] bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, TypeOf<T>()) ?? throw new ControlProblem(400, "The body is null. Send a JSON object.");
        }
        catch (JsonException problem)
        {
            var place = problem.Path is { Length: > 1 } path ? $" at {path}" : "";
            throw new ControlProblem(400, $"The body does not have the form that {ControlServer.Root}/openapi.yaml describes{place}.");
        }
    }

    /// <summary>Reads a body of a bounded size.</summary>
    /// <exception cref="ControlProblem">The body is larger.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, int limit)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            if (body.Length + count > limit)
            {
                throw new ControlProblem(413, $"The body is larger than {limit} bytes.");
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    /// <summary>Makes a response.</summary>
    public static IResult Ok<T>(T value) => Results.Json(value, TypeOf<T>());

    /// <summary>Makes the response to a creation.</summary>
    public static IResult Created<T>(T value) => Results.Json(value, TypeOf<T>(), statusCode: StatusCodes.Status201Created);

    private static JsonStringEnumConverter<T> Names<T>()
        where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
