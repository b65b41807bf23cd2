using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Cli.Operations;

/// <summary>The query of a call.</summary>
internal sealed class CallOptions(IReadOnlyList<KeyValuePair<string, string>> query) : RequestOptions
{
    protected override void WriteQuery(QueryString text) => Write(query, text);

    internal static void Write(IReadOnlyList<KeyValuePair<string, string>> query, QueryString text)
    {
        foreach (var (name, value) in query)
        {
            text.Add(name, value);
        }
    }
}

/// <summary>The query of a list.</summary>
internal sealed class ListCallOptions(IReadOnlyList<KeyValuePair<string, string>> query) : ListOptions
{
    protected override void WriteQuery(QueryString text) => CallOptions.Write(query, text);
}
