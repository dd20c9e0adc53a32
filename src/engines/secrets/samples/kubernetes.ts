import type { Rule } from '../rule';

export const KUBERNETES_SAMPLES: Rule['samples'] = {
  hit: [
    {
      path: 'secret.yaml',
      text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  username: YXBw\n  password: WnQ1a1F3OXhMcDJt\n',
    },
    {
      path: 'secret.yml',
      text: 'apiVersion: v1\nstringData:\n  smtp-pass: Mx7-qTr4Zw\nkind: Secret\nmetadata:\n  name: mail\n',
    },
    {
      path: 'list.json',
      text: '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "data": {"dbpass": "SGozS3NxOUx4VHo3"}}',
    },
    {
      path: 'all.yaml',
      text: 'kind: ConfigMap\ndata:\n  mode: production\n---\nkind: Secret\ndata:\n    blob: 7f8KpQz3vX2mWq9LtRb5Nc0YsHdGe6Ua\n',
    },
    {
      path: 'license.yaml',
      text: 'data:\n  license: |\n    Zr9yRkdhcsi+xa4Te4TSQRz6q1PAAClUV/0cAolTeXr6aGAfhDZVewdkpllT\nkind: Secret\ntype: Opaque\n',
    },
  ],
  clean: [
    {
      path: 'secret.yaml',
      text: 'kind: Secret\ndata:\n  password: {{ .Values.password | b64enc }}\n  user: YXBw\n',
    },
    {
      path: 'secret.yaml',
      text: 'kind: Secret\ndata:\n  password: Y2hhbmdlbWU=\nstringData:\n  token: $' + '{TOKEN}\n',
    },
    {
      path: 'sealed.yaml',
      text: 'kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq\n',
    },
    {
      path: 'sops.yaml',
      text: 'kind: Secret\ndata:\n  password: ENC[AES256_GCM,data:7f8KpQz3vX2m,iv:Wq9L,tag:Rb5N,type:str]\n',
    },
    {
      path: 'map.yaml',
      text: 'kind: Secret\nmetadata:\n  name: db\n---\nkind: ConfigMap\ndata:\n  digest: WnQ1a1F3OXhMcDJt\n',
    },
  ],
};
