using ClickFunnels.Contracts.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Drift.Surface;

/// <summary>A type of a listing.</summary>
/// <param name="Name">Full name with the number of type parameters: <c>ClickFunnels.Pageable`1</c>.</param>
/// <param name="Head">Its first line, without attributes.</param>
/// <param name="Shape">The parts of the head that may widen.</param>
/// <param name="Attributes">Attributes, as they are written.</param>
/// <param name="Position">The position in the file.</param>
/// <param name="Members">Members by name and types of the parameters.</param>
internal sealed record SurfaceType(
    string Name,
    string Head,
    SurfaceShape Shape,
    string Attributes,
    SourcePosition Position,
    IReadOnlyDictionary<string, SurfaceMember> Members
)
{
    /// <exception cref="InputException">A member appears twice.</exception>
    public static SurfaceType Read(string file, MemberDeclarationSyntax declaration)
    {
        var members = declaration switch
        {
            TypeDeclarationSyntax type => type
                .Members.Where(member => member is not (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax))
                .SelectMany(SurfaceMember.Read),
            EnumDeclarationSyntax values => values.Members.SelectMany(SurfaceMember.Read),
            _ => [],
        };
        var head = declaration switch
        {
            TypeDeclarationSyntax type => type.WithAttributeLists([])
                .WithMembers([])
                .WithOpenBraceToken(default)
                .WithCloseBraceToken(default),
            EnumDeclarationSyntax values => values
                .WithAttributeLists([])
                .WithMembers([])
                .WithOpenBraceToken(default)
                .WithCloseBraceToken(default),
            _ => declaration.WithAttributeLists([]),
        };
        var name = NameOf(declaration);
        var byKey = new Dictionary<string, SurfaceMember>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!byKey.TryAdd(member.Key, member))
            {
                throw new InputException(
                    file,
                    member.Position,
                    $"Duplicate member {name}.{member.Key} in the listing. Write it again with --update."
                );
            }
        }

        return new SurfaceType(
            name,
            SurfaceMember.Source(head),
            SurfaceShape.Of(declaration),
            SurfaceMember.Source(declaration.AttributeLists),
            SurfaceFile.Position(declaration.GetLocation()),
            byKey
        );
    }

    private static string NameOf(MemberDeclarationSyntax declaration)
    {
        var (identifier, parameters) = declaration switch
        {
            TypeDeclarationSyntax type => (type.Identifier.ValueText, type.TypeParameterList),
            DelegateDeclarationSyntax type => (type.Identifier.ValueText, type.TypeParameterList),
            _ => (((BaseTypeDeclarationSyntax)declaration).Identifier.ValueText, null),
        };
        var own = parameters is null ? identifier : $"{identifier}`{parameters.Parameters.Count}";
        return declaration.Parent switch
        {
            MemberDeclarationSyntax outer and BaseTypeDeclarationSyntax => $"{NameOf(outer)}.{own}",
            BaseNamespaceDeclarationSyntax space => $"{space.Name}.{own}",
            _ => own,
        };
    }
}

/// <summary>The parts of a type's head that may change without breaking callers: bases may be added, "sealed" and "abstract" may be
/// removed.</summary>
internal sealed record SurfaceShape(IReadOnlySet<string> Modifiers, IReadOnlySet<string> Bases, string Rest)
{
    public static SurfaceShape Of(MemberDeclarationSyntax declaration)
    {
        var type = declaration as TypeDeclarationSyntax;
        return new SurfaceShape(
            declaration.Modifiers.Select(modifier => modifier.Text).ToHashSet(StringComparer.Ordinal),
            type?.BaseList?.Types.Select(@base => @base.ToString()).ToHashSet(StringComparer.Ordinal) ?? [],
            type is null ? "" : $"{type.Keyword.Text} {type.TypeParameterList} {type.ConstraintClauses.ToFullString().Trim()}"
        );
    }

    /// <summary>Returns true if everything that callers could do with the old shape is possible with the new one.</summary>
    public bool WidensTo(SurfaceShape other) =>
        Rest == other.Rest
        && Rest.Length > 0
        && !Rest.StartsWith("interface", StringComparison.Ordinal)
        && other.Bases.IsSupersetOf(Bases)
        && other.Modifiers.IsSubsetOf(Modifiers)
        && Modifiers.Except(other.Modifiers).All(gone => gone is "sealed" or "abstract");
}
