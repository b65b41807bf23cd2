namespace ClickFunnels;

/// <summary>Query parameters of an operation.</summary>
public abstract class QueryOptions
{
    private protected QueryOptions() { }

    private protected abstract void Write(QueryString query);

    internal string ToQuery()
    {
        var query = new QueryString();
        Write(query);
        return query.ToString();
    }
}
