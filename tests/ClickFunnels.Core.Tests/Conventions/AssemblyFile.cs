using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>Reads the metadata of a built assembly without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public AssemblyFile(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>The names of the assemblies that it references.</summary>
    public IEnumerable<string> References =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>The texts in its code.</summary>
    public IEnumerable<string> UserStrings
    {
        get
        {
            for (var handle = default(UserStringHandle); ; )
            {
                handle = _metadata.GetNextHandle(handle);
                if (handle.IsNil)
                {
                    yield break;
                }

                yield return _metadata.GetUserString(handle);
            }
        }
    }

    /// <summary>The texts among its constants and default values.</summary>
    public IEnumerable<string> Constants =>
        Enumerable
            .Range(1, _metadata.GetTableRowCount(TableIndex.Constant))
            .Select(row => _metadata.GetConstant(MetadataTokens.ConstantHandle(row)))
            .Where(static constant => constant.TypeCode == ConstantTypeCode.String)
            .Select(constant => (string)_metadata.GetBlobReader(constant.Value).ReadConstant(ConstantTypeCode.String)!);

    /// <summary>The names of its public namespaces, types, members and parameters.</summary>
    public IEnumerable<string> PublicNames =>
        _metadata.TypeDefinitions.Select(_metadata.GetTypeDefinition).Where(IsPublic).SelectMany(Names);

    /// <summary>Its public and internal types, without nested ones and those that the compiler adds.</summary>
    public IEnumerable<(string Namespace, string Name)> TopLevelTypes =>
        _metadata
            .TypeDefinitions.Select(_metadata.GetTypeDefinition)
            .Where(type => type.GetDeclaringType().IsNil && !IsCompilerGenerated(type))
            .Select(type => (_metadata.GetString(type.Namespace), _metadata.GetString(type.Name)));

    public void Dispose() => _file.Dispose();

    /// <summary>Returns true if a type was added by the compiler, or has a name that C# cannot write, as file-local types have.</summary>
    private bool IsCompilerGenerated(TypeDefinition type) =>
        _metadata.GetString(type.Name).Contains('<', StringComparison.Ordinal)
        || type.GetCustomAttributes()
            .Select(_metadata.GetCustomAttribute)
            .Any(attribute =>
                attribute.Constructor.Kind == HandleKind.MemberReference
                && _metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
                    is { Kind: HandleKind.TypeReference } owner
                && _metadata.StringComparer.Equals(
                    _metadata.GetTypeReference((TypeReferenceHandle)owner).Name,
                    nameof(CompilerGeneratedAttribute)
                )
            );

    private bool IsPublic(TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsPublic(
                _metadata.GetTypeDefinition(type.GetDeclaringType())
            ),
            _ => false,
        };

    private IEnumerable<string> Names(TypeDefinition type) =>
        [
            _metadata.GetString(type.Namespace),
            _metadata.GetString(type.Name),
            .. type.GetGenericParameters().Select(handle => _metadata.GetString(_metadata.GetGenericParameter(handle).Name)),
            .. type.GetFields()
                .Select(_metadata.GetFieldDefinition)
                .Where(static field => (field.Attributes & FieldAttributes.FieldAccessMask) >= FieldAttributes.Family)
                .Select(field => _metadata.GetString(field.Name)),
            .. type.GetProperties().Select(handle => _metadata.GetString(_metadata.GetPropertyDefinition(handle).Name)),
            .. type.GetEvents().Select(handle => _metadata.GetString(_metadata.GetEventDefinition(handle).Name)),
            .. type.GetMethods()
                .Select(_metadata.GetMethodDefinition)
                .Where(static method => (method.Attributes & MethodAttributes.MemberAccessMask) >= MethodAttributes.Family)
                .SelectMany(Names),
        ];

    private IEnumerable<string> Names(MethodDefinition method) =>
        [
            _metadata.GetString(method.Name),
            .. method.GetGenericParameters().Select(handle => _metadata.GetString(_metadata.GetGenericParameter(handle).Name)),
            .. method.GetParameters().Select(handle => _metadata.GetString(_metadata.GetParameter(handle).Name)),
        ];
}
