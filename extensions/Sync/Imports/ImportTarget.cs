using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Sync.Imports;

namespace ClickFunnels.Sync;

/// <summary>
/// A kind of records that can be imported, because the service identifies a record by a key: by an upsert, or by a natural key such as the
/// name of a tag. The contract names the keys (<c>x-natural-key</c>).
/// </summary>
public sealed class ImportTarget
{
    private static readonly Lazy<ApiContract> Contract = new(static () => ApiContract.Read(PinnedContract.Read()));
    private static readonly Lazy<IReadOnlyList<ImportTarget>> Targets = new(Read);

    private ImportTarget(ContractOperation create, ContractOperation? list, ContractOperation? update)
    {
        Create = create;
        List = list;
        Update = update;
        Name = string.Join('_', create.Segments.Where(segment => segment[0] != '{' && segment is not ("workspaces" or "upsert")));
        Key = create.NaturalKey;
        PathParameters = [.. create.Segments.Where(IsParentSegment).Select(segment => segment[1..^1])];
        Parents = [.. PathParameters.Select(parameter => ParentName(create, parameter))];
        FieldsByPath = TargetField.Of(this);
    }

    /// <summary>
    /// The contacts of the workspace, by <c>email_address</c>: <c>POST /workspaces/{workspace_id}/contacts/upsert</c>. An upsert may be
    /// sent again (documented).
    /// </summary>
    public static ImportTarget Contacts => Find("contacts");

    /// <summary>All targets, ordered by name.</summary>
    public static IReadOnlyList<ImportTarget> All => Targets.Value;

    /// <summary>Name, such as <c>contacts</c>, <c>contacts_tags</c> or <c>orders_invoices</c>.</summary>
    public string Name { get; }

    /// <summary>The fields that identify a record, together with those of <see cref="Parents" />.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>
    /// The columns with the ids of the records that the new record belongs to, such as <c>order_id</c> for invoices; empty for records of
    /// the workspace.
    /// </summary>
    public IReadOnlyList<string> Parents { get; }

    /// <summary>
    /// Names of all fields that a column can be mapped to. Fields of nested records have a dot in their name. A name that ends with
    /// <c>.*</c> takes any name in place of the star.
    /// </summary>
    public IReadOnlyCollection<string> Fields => [.. FieldsByPath.Keys];

    internal ContractOperation Create { get; }

    internal ContractOperation? List { get; }

    internal ContractOperation? Update { get; }

    internal IReadOnlyList<string> PathParameters { get; }

    internal IReadOnlyDictionary<string, TargetField> FieldsByPath { get; }

    internal bool IsUpsert => Create.Kind == OperationKind.Upsert;

    /// <summary>Returns a target.</summary>
    /// <param name="name">Name of the target, as in <see cref="Name" />.</param>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    public static ImportTarget Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return All.FirstOrDefault(target => target.Name == name)
            ?? throw new ArgumentException(
                $"'{name}' cannot be imported. These can: {string.Join(", ", All.Select(static target => target.Name))}.",
                nameof(name)
            );
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    private static List<ImportTarget> Read()
    {
        var operations = Contract.Value.Operations;
        return
        [
            .. operations
                .Where(static operation => operation.NaturalKey.Count > 0)
                .Select(create => new ImportTarget(
                    create,
                    operations.FirstOrDefault(other => other.Kind == OperationKind.List && other.Template == create.Template),
                    operations.FirstOrDefault(other =>
                        other is { Kind: OperationKind.Update, IsMember: true, Deprecated: false } && other.Resource == create.Resource
                    )
                ))
                .OrderBy(static target => target.Name, StringComparer.Ordinal),
        ];
    }

    private static bool IsParentSegment(string segment) => segment[0] == '{' && segment != "{workspace_id}";

    private static string ParentName(ContractOperation create, string parameter) =>
        create.Parents.FirstOrDefault(parent => parent.Parameter == parameter)?.Name ?? parameter;
}
