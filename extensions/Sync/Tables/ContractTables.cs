using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Sync;

/// <summary>The tables that the contract has: one for each kind of record that a workspace lists.</summary>
internal sealed class ContractTables
{
    private const string WorkspaceParameter = "workspace_id";
    private const string WorkspacePrefix = "/workspaces/{" + WorkspaceParameter + "}/";

    private static readonly Lazy<ContractTables> Instance = new(() => new ContractTables(ApiContract.Read(PinnedContract.Read())));

    private readonly Dictionary<string, ListSource> _byTable = new(StringComparer.Ordinal);

    private ContractTables(ApiContract contract)
    {
        Contract = contract;
        var lists = contract.Operations.Where(operation => operation is { Kind: OperationKind.List, Deprecated: false }).ToList();
        var remaining = new List<ContractOperation>();
        foreach (var records in lists.GroupBy(operation => operation.Resource ?? ""))
        {
            // The list of the workspace needs one request for each page; lists of parents need at least one for each parent.
            var list = records.FirstOrDefault(IsOfWorkspace) ?? records.First();
            if (ReasonToSkip(list) is { } reason)
            {
                Skipped.Add(new(list.Id, reason));
            }
            else
            {
                remaining.Add(list);
            }
        }

        while (remaining.Count > 0)
        {
            var ready = remaining.Where(list => IsOfWorkspace(list) || ParentOf(list) is not null).ToList();
            foreach (var list in ready)
            {
                Add(list);
                remaining.Remove(list);
            }

            if (ready.Count == 0)
            {
                Skipped.AddRange(remaining.Select(list => KeyValuePair.Create(list.Id, "its parent records are in no list")));
                break;
            }
        }
    }

    /// <summary>The tables of the contract that the package was built with.</summary>
    public static ContractTables Current => Instance.Value;

    /// <summary>The contract.</summary>
    public ApiContract Contract { get; }

    /// <summary>All tables; parents are before their children.</summary>
    public List<ListSource> All { get; } = [];

    /// <summary>The lists without a table, by operation id, each with the reason.</summary>
    public List<KeyValuePair<string, string>> Skipped { get; } = [];

    /// <summary>Returns a table by its name; null if there is none.</summary>
    public ListSource? Find(string table) => _byTable.GetValueOrDefault(table);

    /// <summary>Returns the table of a schema; null if there is none.</summary>
    public ListSource? OfSchema(string schema) => All.Find(source => source.Schema == schema);

    /// <summary>
    /// Returns the table of the records that an event is about; null if there is none. The event type decides; for a type that the
    /// contract does not have, the kind of the record does.
    /// </summary>
    /// <param name="eventType">Type of the event.</param>
    /// <param name="subjectType">Kind of the record, as the event names it; null if it names none.</param>
    public ListSource? OfEvent(string eventType, string? subjectType)
    {
        var webhook =
            Contract.Webhooks.FirstOrDefault(webhook => webhook.Type == eventType)
            ?? Contract.Webhooks.FirstOrDefault(webhook => webhook.SubjectType.Length > 0 && webhook.SubjectType == subjectType);

        // An event of a version that the contract does not know may be about another record.
        return webhook is { Data: { } schema } && (subjectType is null || webhook.SubjectType == subjectType) ? OfSchema(schema) : null;
    }

    private static bool IsOfWorkspace(ContractOperation operation) =>
        operation.Template.StartsWith(WorkspacePrefix, StringComparison.Ordinal)
        && !operation.Template[WorkspacePrefix.Length..].Contains('{', StringComparison.Ordinal);

    private string? ReasonToSkip(ContractOperation list) =>
        list.Resource is not { Length: > 0 } resource ? "the contract does not name its records"
        : Contract.Schema(resource).Properties.GetValueOrDefault("id")?.Schema.Kind != SchemaKind.Integer
            ? "its records have no numeric id: it is the same for all workspaces"
        : !IsOfWorkspace(list) && list.Parents.Count == 0 ? "it does not belong to a workspace"
        : list.Template.StartsWith("/teams/", StringComparison.Ordinal) ? "it does not belong to a workspace"
        : null;

    private ListSource? ParentOf(ContractOperation list) =>
        list.Parents is [.., var parent] ? All.Find(source => source.Schema == parent.Resource) : null;

    private void Add(ContractOperation list)
    {
        var schema = Contract.Schema(list.Resource!);
        var parent = IsOfWorkspace(list) ? null : ParentOf(list);
        var field = parent is null ? null : list.Parents[^1].Name;
        var name = TableName(list.Template);
        var source = new ListSource
        {
            Table = name,
            Schema = schema.Name,
            List = list,
            Get = Contract.Operations.FirstOrDefault(operation =>
                operation is { Kind: OperationKind.Get, IsMember: true, Wrapper: null, Deprecated: false }
                && operation.Response?.Schema.Name == schema.Name
            ),
            Parent = parent,
            ParentField = field is not null && schema.Properties.ContainsKey(field) ? field : null,
            Documented = new SyncTable(
                name,
                schema
                    .Properties.Where(property => property.Key != SyncTable.IdColumn && !Contract.IsExpandable(schema.Name, property.Key))
                    .Select(property => new SyncColumn(property.Key, TypeOf(property.Value.Schema))),
                parent?.Table
            ),
        };
        All.Add(source);
        _byTable.Add(name, source);
        parent?.Children.Add(source);
    }

    private static string TableName(string template) =>
        string.Join(
            '_',
            template
                .Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Where((segment, index) => segment[0] != '{' && (index > 0 || segment != "workspaces"))
                .Select(segment => segment.Replace('-', '_'))
        );

    // What may be of several types is stored as JSON, which keeps it as it is.
    private static SyncColumnType TypeOf(ContractSchema schema) =>
        schema.Kind switch
        {
            SchemaKind.Integer => SyncColumnType.WholeNumber,
            SchemaKind.Number => SyncColumnType.DecimalNumber,
            SchemaKind.Boolean => SyncColumnType.Boolean,
            SchemaKind.String when schema.IsDecimal => SyncColumnType.DecimalNumber,
            SchemaKind.String when schema.IsTime => SyncColumnType.Timestamp,
            SchemaKind.String => SyncColumnType.Text,
            _ => SyncColumnType.Json,
        };
}
