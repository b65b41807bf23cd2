namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>A contract of our own with the shared components that an import refers to, and nearly nothing else.</summary>
internal static class SmallContract
{
    public const string Text = """
        openapi: 3.1.0
        info: {title: Own, version: '1'}
        x-client-class: ThingClient
        tags: []
        x-tags: []
        paths:
          /status:
            get: {operationId: getStatus, tags: [Status], x-method: Get, x-host: workspace, responses: {'200': {description: Done.}}}
        components:
          headers:
            Pagination-Next: {schema: {type: string}}
            Link: {schema: {type: string}}
          responses:
            BadRequest: {description: Refused.}
            Unauthorized: {description: Refused.}
            Forbidden: {description: Refused.}
            NotFound: {description: Refused.}
            Conflict: {description: Refused.}
            UnprocessableEntity: {description: Refused.}
            TooManyRequests: {description: Refused.}
            ServerError: {description: Failed.}
          schemas:
            Identifier: {oneOf: [{type: integer, format: int64}, {type: string}]}
        """;

    private static readonly Lazy<string> File = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("clickfunnels-own-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = System.IO.Path.Combine(folder, "own.yaml");
        System.IO.File.WriteAllText(path, Text);
        return path;
    });

    /// <summary>The contract as a file.</summary>
    public static string Path => File.Value;
}
