using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Skills;

/// <summary>A part of a block of code: a request, a response, or JSON that stands alone.</summary>
/// <param name="Request">The route of a request; null for everything else.</param>
/// <param name="IsResponse">True for a response.</param>
/// <param name="Status">The status of a response; null if it is not stated.</param>
/// <param name="Host">The header Host of a request; null if there is none.</param>
/// <param name="Body">The objects and lists of the body.</param>
internal sealed record CodeMessage(WrittenRoute? Request, bool IsResponse, int? Status, string? Host, IReadOnlyList<SketchValue> Body);

/// <summary>Reads requests, responses and JSON from blocks of code: lines as HTTP sends them, and calls of curl.</summary>
internal static partial class CodeMessages
{
    // In these languages braces are not JSON.
    private static readonly HashSet<string> OtherLanguages =
    [
        "html",
        "css",
        "js",
        "javascript",
        "jsx",
        "ts",
        "typescript",
        "tsx",
        "ruby",
        "rb",
        "python",
        "py",
        "php",
        "go",
        "csharp",
        "cs",
        "liquid",
        "mermaid",
        "xml",
        "yaml",
        "yml",
        "sql",
        "diff",
        "pml",
    ];

    /// <summary>Reads a block.</summary>
    public static List<CodeMessage> Read(SkillCode code)
    {
        var messages = new List<CodeMessage>();
        var language = code.Language.Split(' ', '{', ':')[0];
        var draft = new Draft();
        for (var index = 0; index < code.Lines.Count; index++)
        {
            var (line, text) = (code.Line + index, code.Lines[index]);
            if (CurlCall.Starts(text))
            {
                draft.End(messages);
                var (call, lines) = CurlCall.Read(code.Lines, index);
                index += lines - 1;
                if (call is not null)
                {
                    messages.Add(
                        new CodeMessage(
                            new WrittenRoute(call.Method, call.Address, line + call.AddressLine),
                            false,
                            null,
                            call.Host,
                            call.Body is null ? [] : JsonSketch.Read(call.Body, line + call.BodyLine)
                        )
                    );
                }
            }
            else if (Status().Match(text) is { Success: true } status)
            {
                draft.End(messages);
                draft.Start(null, true, int.Parse(status.Groups["status"].ValueSpan, CultureInfo.InvariantCulture));
            }
            else if (!IsData(text) && RouteText.InLine(text, line) is { Count: > 0 } routes)
            {
                draft.End(messages);
                messages.AddRange(routes[..^1].Select(route => new CodeMessage(route, false, null, null, [])));
                draft.Start(routes[^1], false, null);
            }
            else if (Arrow().Match(text) is { Success: true } arrow)
            {
                draft.End(messages);
                draft.Start(
                    null,
                    true,
                    arrow.Groups["status"] is { Success: true, ValueSpan: var number }
                        ? int.Parse(number, CultureInfo.InvariantCulture)
                        : null
                );
                draft.Add(text[arrow.Length..], line, true);
            }
            else
            {
                draft.Add(text, line, !OtherLanguages.Contains(language));
            }
        }

        draft.End(messages);
        return messages;
    }

    // A text in JSON may mention a route.
    private static bool IsData(string line) => line.AsSpan().TrimStart() is ['{' or '}' or '[' or '"' or '\'', ..];

    [GeneratedRegex(@"\A\s*(?:[<#>]\s*)?HTTP/\d(?:\.\d)?\s+(?<status>[1-5]\d\d)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"\A\s*(?:(?:#|//)\s*)?(?:->|=>|→|⇒)\s*(?:(?<status>[1-5]\d\d)\b[^{\[]*)?(?=[{\[])", RegexOptions.CultureInvariant)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\A\s*[Hh]ost:\s*(?<host>[^\s/]+)", RegexOptions.CultureInvariant)]
    private static partial Regex HostHeader();

    /// <summary>The message that is being read.</summary>
    private sealed class Draft
    {
        private readonly StringBuilder _body = new();
        private WrittenRoute? _request;
        private bool _isResponse;
        private int? _status;
        private string? _host;
        private int _bodyLine;

        public void Start(WrittenRoute? request, bool isResponse, int? status)
        {
            (_request, _isResponse, _status, _host) = (request, isResponse, status, null);
            _body.Clear();
        }

        public void Add(string text, int line, bool isJson)
        {
            if (_body.Length == 0)
            {
                if (_request is not null && HostHeader().Match(text) is { Success: true } host)
                {
                    _host = host.Groups["host"].Value;
                }

                if (!isJson || text.AsSpan().TrimStart() is not ['{' or '[', ..])
                {
                    return;
                }

                _bodyLine = line;
            }

            _body.Append(text).Append('\n');
        }

        public void End(List<CodeMessage> messages)
        {
            var body = _body.Length > 0 ? JsonSketch.Read(_body.ToString(), _bodyLine) : [];
            if (_request is not null || body.Count > 0)
            {
                messages.Add(new CodeMessage(_request, _isResponse, _status, _host, body));
            }

            Start(null, false, null);
        }
    }
}
